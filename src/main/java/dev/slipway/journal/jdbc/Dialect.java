package dev.slipway.journal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** What differs between the engines; everything else is the same SQL. */
sealed interface Dialect permits Sqlite, Postgres {

    /** How people know this journal: a file or a server, never with a password. */
    String name();

    /** A connection in auto-commit mode that makes what it commits durable. */
    Connection connect() throws SQLException;

    /** Begins a transaction that is going to write. */
    String begin();

    /** What a SELECT ends with when its row is about to be changed. */
    String forUpdate();

    /** Selects a number that differs when another connection has changed anything. */
    String version();

    /** Selects 1 when the journal's tables are there, else nothing. */
    String schemaIsThere();

    /** Run first in the transaction that changes the schema, so that processes take turns. */
    String takeTurns();

    /** {@code {number}}, {@code {bytes}} and {@code {by-key}} in a step of the schema, in this engine's words. */
    String ddl(String step);

    /** Whether the connection is gone, so that the same may be tried on a new one. */
    boolean isLost(SQLException e);

    /** One sentence: what is wrong and what to do. */
    String explain(SQLException e);
}
