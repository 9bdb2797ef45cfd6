package dev.slipway.actions.backup;

import dev.slipway.parameters.Doc;

/** What must hold in a database, by the words of whoever knows it. */
public record Invariant(
        @Doc("A query that gives one value; it can change nothing")
        String sql,

        @Doc("The value, as psql shows it") String is) {
    public Invariant {
        if (sql.isBlank()) {
            throw new IllegalArgumentException("'sql' is empty");
        }
    }
}
