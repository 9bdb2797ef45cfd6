package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Statement;
import dev.slipway.lint.story.Story;

public final class CountOfNothing implements Rule {
    private static final Card CARD = Card.error("SW810", "COUNT() counts nothing")
            .harm("PostgreSQL refuses it ('count(*) must be used'): the check fails on every good release.")
            .fix("Compare the applied revision with the expected one; the number of rows proves nothing.")
            .wrong("""
                psql -d shop -c 'SELECT COUNT() FROM orders' ◀
                """)
            .right("""
                psql -d shop -c 'SELECT COUNT(*) FROM orders'
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Statement statement : story.statements()) {
            if (statement.text().matches("(?is).*\\bcount\\(\\s*\\).*")) {
                found.at(CARD, statement.from(), statement.to());
            }
        }
    }
}
