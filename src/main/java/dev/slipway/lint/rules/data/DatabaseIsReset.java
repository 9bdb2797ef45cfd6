package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;

public final class DatabaseIsReset implements Rule {
    private static final Card CARD = Card.error("SW806", "a command that drops all data stands in a runbook")
            .harm(
                    "It deletes every table of whatever database the environment names, and a comment is all that stands between it and production.")
            .fix("Take it out; what is meant for development belongs into a document for development.")
            .wrong("""
                # For development only
                npx prisma migrate reset ◀
                """)
            .wrong("""
                bin/rails db:reset RAILS_ENV=production ◀
                """)
            .right("""
                npx prisma migrate status
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            if (act.facts(Fact.Migrate.class).anyMatch(migrate -> migrate.turn() == Fact.Turn.RESET)) {
                found.at(CARD, act.inner());
            }
        }
    }
}
