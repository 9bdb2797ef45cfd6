package dev.slipway.lint.rules.cluster;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class DrainGetsStuck implements Rule {
    private static final Card CARD = Card.warning("SW709", "a drain stops half way, or waits for ever")
            .harm(
                    "Every cluster has daemon sets, which a drain refuses to touch without being told, and a budget that cannot be met holds it for ever: the node stays cordoned.")
            .fix(
                    "--ignore-daemonsets --timeout=10m, with --delete-emptydir-data where what emptyDir holds may go, and uncordon when it fails.")
            .wrong("""
                kubectl drain node-7 ◀
                """)
            .right("""
                kubectl drain node-7 --ignore-daemonsets --delete-emptydir-data --timeout=10m
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            Call call = act.inner();
            if (call.calls("kubectl", "drain")
                    && (!call.has("--ignore-daemonsets") || !call.has("--timeout"))
                    && !act.invocation().has("timeout")) {
                found.at(CARD, call);
            }
        }
    }
}
