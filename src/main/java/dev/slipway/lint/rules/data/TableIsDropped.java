package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Statement;
import dev.slipway.lint.story.Story;

public final class TableIsDropped implements Rule {
    private static final Card CARD = Card.error("SW813", "a table or database is dropped")
            .harm(
                    "All that is in it is gone at once, and with IF EXISTS nobody even learns that it was the wrong name.")
            .fix("Rename it, and drop it in a later release, after a proved backup.")
            .wrong("""
                psql -d shop -c 'DROP TABLE orders_old' ◀
                """)
            .right("""
                psql -d shop -c 'ALTER TABLE orders RENAME TO orders_until_2026'
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Statement statement : story.statements()) {
            if (statement.text().matches("(?is).*\\bdrop\\s+(table|database|schema)\\b.*")
                    && !statement.text().matches("(?is).*\\b(scratch|tmp|temp|test|restore|staging)\\w*.*")) {
                found.at(CARD, statement.from(), statement.to());
            }
        }
    }
}
