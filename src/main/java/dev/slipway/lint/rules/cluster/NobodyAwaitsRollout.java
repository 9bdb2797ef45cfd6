package dev.slipway.lint.rules.cluster;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class NobodyAwaitsRollout implements Rule {
    private static final Card CARD = Card.warning("SW704", "a version is rolled out, and no step waits for it")
            .harm(
                    "The command returns at once: the new pods may never start, and the procedure goes on to its next step and its success.")
            .fix("kubectl rollout status with --timeout behind it.")
            .wrong("""
                kubectl set image deployment/shop shop=registry.corp.net/shop:4.2.0 -n shop ◀
                """)
            .right("""
                kubectl set image deployment/shop shop=registry.corp.net/shop:4.2.0 -n shop
                kubectl rollout status deployment/shop -n shop --timeout=5m
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            if (Rollouts.starts(act.inner())
                    && !Rollouts.isAwaited(story, act)
                    && !act.inner().has("--dry-run", "--wait")) {
                found.at(CARD, act.inner());
            }
        }
    }
}
