package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Statement;
import dev.slipway.lint.story.Story;

public final class EveryRowIsChanged implements Rule {
    private static final Card CARD = Card.error("SW811", "a statement changes every row of a table")
            .harm("Without WHERE it reaches all rows, and what they held is gone.")
            .fix("Say which rows, in a transaction that first counts them.")
            .wrong("""
                psql -d shop -c 'DELETE FROM sessions' ◀
                """)
            .right("""
                psql -d shop -c "DELETE FROM sessions WHERE ends < now() - interval '1 day'"
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Statement statement : story.statements()) {
            if (statement
                    .text()
                    .matches(
                            "(?is)\\s*(delete\\s+from|update\\s+\\S+\\s+set)\\b(?!.*\\bwhere\\b).*|\\s*truncate\\b.*")) {
                found.at(CARD, statement.from(), statement.to());
            }
        }
    }
}
