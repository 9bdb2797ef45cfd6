package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.runbook.ShellScript.Within;

public final class HeadsAreNotPending implements Rule {
    private static final Card CARD = Card.warning(
                    "SW805", "the newest revision in the repository is taken for what is pending")
            .harm("It is shown whether or not it has been applied: nobody learns what the migration would do.")
            .fix(
                    "Show what is applied beside what there is (alembic current, alembic heads), and stop at several heads.")
            .wrong("""
                # Check pending migrations
                alembic heads ◀
                """)
            .right("""
                # Check pending migrations
                alembic current
                test "$(alembic heads | wc -l)" -eq 1
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean heads = act.inner().calls("alembic", "heads") || act.inner().calls("alembic", "history");
            boolean pending = heads
                    && act.invocation()
                            .comment()
                            .matches("(?is).*\\b(pending|unapplied|outstanding|to be applied)\\b.*");
            if (pending && !act.invocation().within(Within.SUBSTITUTION)) {
                found.at(CARD, act.inner());
            }
        }
    }
}
