package dev.slipway.lint.rules.cluster;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class AppliedUnseen implements Rule {
    private static final Card CARD = Card.note("SW705", "manifests are applied without showing what would change")
            .harm(
                    "What somebody changed by hand meanwhile, or what the files hold beside this release, goes live with it.")
            .fix(
                    "kubectl diff before it, which exits with 1 where something would change: kubectl diff … || test $? -eq 1.")
            .wrong("""
                kubectl --context prod-eu apply -n shop -f k8s/ ◀
                kubectl --context prod-eu rollout status deployment/shop -n shop --timeout=5m
                """)
            .right("""
                kubectl --context prod-eu diff -n shop -f k8s/ || test $? -eq 1
                kubectl --context prod-eu apply -n shop -f k8s/
                kubectl --context prod-eu rollout status deployment/shop -n shop --timeout=5m
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            if (act.inner().calls("kubectl", "apply") && !isSeen(story, act)) {
                found.at(CARD, act.inner());
            }
        }
    }

    private static boolean isSeen(Story story, Act act) {
        return act.inner().has("--dry-run")
                || story.before(act)
                        .anyMatch(past -> past.inner().calls("kubectl", "diff")
                                || past.inner().has("--dry-run"));
    }
}
