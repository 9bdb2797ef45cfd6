package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Statement;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import java.util.regex.Pattern;

public final class IndexBlocksWrites implements Rule {
    private static final Card CARD = Card.warning("SW808", "an index is made while everybody waits")
            .harm("CREATE INDEX keeps all writes to the table waiting until it is done, on a large table for minutes.")
            .fix(
                    "Write CREATE INDEX CONCURRENTLY, with a lock_timeout, outside a transaction; when it fails it leaves an INVALID index, to be dropped before the next try.")
            .wrong("""
                psql -d shop -c 'CREATE INDEX orders_by_day ON orders (placed_on)' ◀
                """)
            .right("""
                psql -d shop -c 'CREATE INDEX CONCURRENTLY orders_by_day ON orders (placed_on)'
                """);

    @Override
    public Card card() {
        return CARD;
    }

    private static final Pattern INDEX =
            Pattern.compile("(?is)\\s*create\\s+(unique\\s+)?index\\s+(?!concurrently\\b).*");

    @Override
    public void look(Story story, Found found) {
        for (Statement statement : story.statements()) {
            if (statement.database() != Fact.Database.MYSQL
                    && INDEX.matcher(statement.text()).matches()) {
                found.at(CARD, statement.from(), statement.to());
            }
        }
    }
}
