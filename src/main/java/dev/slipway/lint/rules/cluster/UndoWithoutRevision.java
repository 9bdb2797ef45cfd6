package dev.slipway.lint.rules.cluster;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class UndoWithoutRevision implements Rule {
    private static final Card CARD = Card.note("SW714", "a rollback goes to whatever was before")
            .harm(
                    "Run a second time, or after a failed attempt, it goes forward again to the version that was to be left.")
            .fix("Note the revision before the release (kubectl rollout history) and give --to-revision.")
            .wrong("""
                kubectl rollout undo deployment/shop -n shop ◀
                kubectl rollout status deployment/shop -n shop --timeout=5m
                """)
            .right("""
                kubectl rollout undo deployment/shop -n shop --to-revision=41
                kubectl rollout status deployment/shop -n shop --timeout=5m
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            if (act.inner().calls("kubectl", "rollout", "undo") && !act.inner().has("--to-revision")) {
                found.at(CARD, act.inner());
            }
        }
    }
}
