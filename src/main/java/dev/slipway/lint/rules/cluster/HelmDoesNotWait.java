package dev.slipway.lint.rules.cluster;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import java.util.Set;

public final class HelmDoesNotWait implements Rule {
    private static final Card CARD = Card.warning("SW707", "helm calls a release deployed before it runs")
            .harm(
                    "Without --wait helm is content when the cluster has taken the manifests: pods that never start are a success, and nothing is taken back.")
            .fix("--atomic (--rollback-on-failure from Helm 4 on) with --timeout.")
            .wrong("""
                helm upgrade shop ./chart -n shop --set image.tag=4.2.0 ◀
                """)
            .right("""
                helm upgrade shop ./chart -n shop --set image.tag=4.2.0 --atomic --timeout 10m
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            Call call = act.inner();
            boolean releases = call.is("helm") && Set.of("upgrade", "rollback").contains(call.verb());
            if (releases
                    && !call.has("--wait", "--atomic", "--rollback-on-failure", "--dry-run")
                    && !Rollouts.isAwaited(story, act)) {
                found.at(CARD, call.from(), call.operands().getFirst().to());
            }
        }
    }
}
