package dev.slipway.lint.rules.cluster;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class ForcedAway implements Rule {
    private static final Card CARD = Card.warning("SW710", "pods are taken away by force")
            .harm(
                    "The cluster forgets them without knowing that they have ended: two of a StatefulSet may write to one volume, and budgets that protect the service are passed over.")
            .fix("Let them end in their time; force only what runs on a node that is known to be off.")
            .wrong("""
                kubectl delete pod search-0 -n shop --force --grace-period=0 ◀
                """)
            .wrong("""
                kubectl drain node-7 --ignore-daemonsets --timeout=10m --disable-eviction ◀
                """)
            .right("""
                kubectl delete pod search-0 -n shop
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            Call call = act.inner();
            boolean killed = call.calls("kubectl", "delete")
                    && (call.value("--grace-period")
                                    .filter(value -> value.is("0"))
                                    .isPresent()
                            || call.has("--now"));
            boolean passed = call.calls("kubectl", "drain") && call.has("--disable-eviction");
            boolean recreated = call.calls("kubectl", "replace") && call.has("--force");
            if (killed || passed || recreated) {
                found.at(CARD, call);
            }
        }
    }
}
