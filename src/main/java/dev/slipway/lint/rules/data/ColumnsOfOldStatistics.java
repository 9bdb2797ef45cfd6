package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Statement;
import dev.slipway.lint.story.Story;

public final class ColumnsOfOldStatistics implements Rule {
    private static final Card CARD = Card.error("SW809", "pg_stat_statements no longer has these columns")
            .harm(
                    "Since PostgreSQL 13 they are called total_exec_time and mean_exec_time: the query fails in the middle of an incident.")
            .fix("Write total_exec_time and mean_exec_time.")
            .wrong("""
                psql -d shop -c 'SELECT query, mean_time FROM pg_stat_statements LIMIT 5' ◀
                """)
            .right("""
                psql -d shop -c 'SELECT query, mean_exec_time FROM pg_stat_statements LIMIT 5'
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Statement statement : story.statements()) {
            if (statement.text().contains("pg_stat_statements")
                    && statement.text().matches("(?is).*\\b(total_time|mean_time|min_time|max_time)\\b.*")) {
                found.at(CARD, statement.from(), statement.to());
            }
        }
    }
}
