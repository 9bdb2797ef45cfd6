package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Statement;
import dev.slipway.lint.story.Story;

public final class HistoryRewritten implements Rule {
    private static final Card CARD = Card.warning("SW812", "the record of applied migrations is changed by hand")
            .harm("The schema and its record part: the next deployment applies a migration twice or leaves one out.")
            .fix(
                    "Use the tool's own command (prisma migrate resolve, alembic stamp, django migrate --fake), or one transaction with the change that it records (psql -1 -f undo.sql -c …).")
            .wrong("""
                psql -d shop -c "DELETE FROM schema_migrations WHERE version = '42'" ◀
                """)
            .right("""
                npx prisma migrate resolve --rolled-back 42_orders
                """)
            .right("""
                psql -v ON_ERROR_STOP=1 -1 -d shop -f undo-42.sql -c "DELETE FROM schema_migrations WHERE version = '42'"
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
                                    "(?is)\\s*(delete\\s+from|update|insert\\s+into)\\s+\\S*(migrations?|alembic_version|flyway_schema_history|databasechangelog)\\b.*")
                    && statement
                            .act()
                            .filter(HistoryRewritten::isOneTransaction)
                            .isEmpty()) {
                found.at(CARD, statement.from(), statement.to());
            }
        }
    }

    /** The script that changes the schema goes with it, and either both are done or neither. */
    private static boolean isOneTransaction(Act act) {
        return act.inner().is("psql")
                && act.inner().has("-1", "--single-transaction")
                && act.inner().has("-f", "--file");
    }
}
