package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;

public final class DowngradesWithOldCode implements Rule {
    private static final Card CARD = Card.error("SW803", "the schema is taken back after the code was")
            .harm(
                    "The old version does not know the migrations that are to be undone: it cannot locate the revision, and the old code runs on the new schema.")
            .fix("Downgrade with the new version first, while it is still there, then take the code back.")
            .wrong("""
                ## Rollback

                ```bash
                git checkout "$PREVIOUS"
                alembic downgrade -1 ◀
                systemctl restart shop
                ```
                """)
            .right("""
                ## Rollback

                ```bash
                alembic downgrade -1
                git checkout "$PREVIOUS"
                systemctl restart shop
                ```
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean back = act.facts(Fact.Migrate.class).anyMatch(migrate -> migrate.turn() == Fact.Turn.BACK);
            boolean left = story.before(act)
                    .anyMatch(past -> past.facts(Fact.Code.class).anyMatch(Fact.Code::replaces)
                            || past.does(Fact.Release.class)
                            || past.does(Fact.Pull.class));
            if (back && left && act.script().isPresent()) {
                found.at(CARD, act.inner());
            }
        }
    }
}
