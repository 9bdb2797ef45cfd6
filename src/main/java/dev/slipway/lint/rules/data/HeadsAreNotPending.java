package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import java.util.Set;

public final class HeadsAreNotPending implements Rule {
    private static final Card CARD = Card.warning("SW805", "what the repository holds is taken for what is pending")
            .harm("heads and history look into the files alone: they say the same before and after the migration.")
            .fix("Compare alembic current with alembic heads, or use alembic check.")
            .wrong("""
                # Which migrations are pending?
                alembic heads ◀
                """)
            .right("""
                # Where the database is, and where it should be
                alembic current
                alembic heads
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean files = act.inner().is("alembic")
                    && Set.of("heads", "history").contains(act.inner().verb())
                    && !act.inner().has("-i", "--indicate-current");
            boolean pending = act.invocation()
                    .comment()
                    .matches("(?is).*\\b(pending|unapplied|outstanding|to be applied|not (yet )?applied)\\b.*");
            if (files && pending) {
                found.at(CARD, act.inner());
            }
        }
    }
}
