package dev.slipway.lint.rules.release;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class EnvironmentOfRails implements Rule {
    private static final Card CARD = Card.warning("SW323", "Rails is called without saying which environment")
            .harm(
                    "Without RAILS_ENV it works on development: the check looks at another database, or fails for want of its gems.")
            .fix("Write RAILS_ENV=production before it, or export it in the same block.")
            .wrong("""
                bin/rails runner 'puts Order.count' ◀
                """)
            .right("""
                RAILS_ENV=production bin/rails runner 'puts Order.count'
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        boolean said = story.names().isSet("RAILS_ENV")
                || story.text().contains("RAILS_ENV")
                || story.text().contains("RACK_ENV");
        if (said) {
            return;
        }
        for (Act act : story.acts()) {
            boolean rails = act.inner().isOneOf("rails", "rake")
                    && !act.inner().has("-e", "--environment", "-v", "--version")
                    && act.invocation().calls().stream()
                            .noneMatch(call -> call.isOneOf("compose", "kubectl", "docker", "heroku"));
            if (rails && !act.inner().operands().isEmpty()) {
                found.at(
                        CARD,
                        act.inner().words().getFirst().from(),
                        act.inner().operands().getFirst().to());
            }
        }
    }
}
