package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;

public final class ResetsDatabase implements Rule {
    private static final Card CARD = Card.error(
                    "SW806", "a command that empties the database stands where production is meant")
            .harm(
                    "It drops every table and builds them anew: whoever runs the block, or takes it for the next step, loses all data.")
            .fix("Take it out of the runbook of production; a comment stops nobody.")
            .wrong("""
                npx prisma migrate reset --force ◀
                """)
            .wrong("""
                php artisan migrate:fresh --force ◀
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
            boolean resets = act.facts(Fact.Migrate.class).anyMatch(migrate -> migrate.turn() == Fact.Turn.RESET);
            if (resets
                    && !Grounds.isWorkshop(act)
                    && !act.invocation().says().matches("(?s).*(RAILS_ENV|NODE_ENV|APP_ENV)=(test|development).*")) {
                found.at(CARD, act.inner());
            }
        }
    }
}
