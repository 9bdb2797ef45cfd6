package dev.slipway.journal.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** A server that several Slipways share. */
record Postgres(String url) implements Dialect {

    private static final String PREFIX = "jdbc:postgresql:";

    /**
     * Durability is raised, never lowered: a database may ask for more (remote_apply), but never for less than its own disk.
     * And a connection that broke in a transaction must not keep its rows from the next one for ever.
     */
    private static final String SETTINGS = """
            select set_config('lock_timeout', '15s', false),
                   set_config('idle_in_transaction_session_timeout', '10s', false),
                   set_config('synchronous_commit',
                              case current_setting('synchronous_commit') when 'off' then 'on'
                              else current_setting('synchronous_commit') end, false)""";

    /** Without the query, which may hold a password. */
    @Override
    public String name() {
        String place = url.startsWith(PREFIX) ? url.substring(PREFIX.length()) : "";
        int query = place.indexOf('?');
        return "PostgreSQL at " + (query < 0 ? place : place.substring(0, query)).replaceFirst("^//([^/@]*@)?", "");
    }

    @Override
    public Connection connect() throws SQLException {
        Properties defaults = new Properties();
        defaults.setProperty("ApplicationName", "slipway");
        defaults.setProperty("tcpKeepAlive", "true");
        // A server that went away without a word must not hold a run for ever.
        defaults.setProperty("connectTimeout", "10");
        defaults.setProperty("socketTimeout", "30");
        Connection connection = DriverManager.getConnection(url, defaults);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS);
        }
        return connection;
    }

    @Override
    public String begin() {
        return "begin";
    }

    @Override
    public String forUpdate() {
        return " for update";
    }

    /**
     * A snapshot names the transactions that are over: whatever is committed changes it, and what it calls over can be
     * read. It costs writers nothing, unlike a counter, on which all runs would queue.
     */
    @Override
    public String version() {
        return "select hashtextextended(pg_current_snapshot()::text, 0)";
    }

    @Override
    public String schemaIsThere() {
        return "select 1 where to_regclass('slipway_schema') is not null";
    }

    @Override
    public String takeTurns() {
        return "select pg_advisory_xact_lock(hashtextextended('slipway ' || current_schema(), 0))";
    }

    @Override
    public String ddl(String step) {
        return step.replace("{number}", "bigint generated always as identity primary key")
                .replace("{bytes}", "bytea")
                .replace("{by-key}", "");
    }

    @Override
    public boolean isLost(SQLException e) {
        String state = state(e);
        return state.startsWith("08") || state.startsWith("57P0") || state.equals("25P03");
    }

    @Override
    public String explain(SQLException e) {
        if (!url.startsWith(PREFIX)) {
            return "the journal's URL is not one of PostgreSQL: write jdbc:postgresql://HOST/DATABASE?user=NAME";
        }
        String state = state(e);
        String says = says(e);
        if (isLost(e)) {
            return name() + " cannot be reached (" + says
                    + "): start it or repair the way to it, then run the command again";
        }
        return switch (state) {
            case "28P01", "28000" ->
                name() + " refuses the user (" + says + "): correct user and password in the journal's URL";
            case "3D000" -> "there is no such database: " + name() + ": create it, then run the command again";
            case "3F000", "42501" ->
                name() + " does not let this user work (" + says + "): let it create and change tables in its schema";
            case "25006" -> name() + " can only be read, as a standby can: name the primary in the journal's URL";
            case "53100" -> name() + " has no space left on its disk: make room, then run the command again";
            case "53300" ->
                name() + " has no connection left: raise max_connections or end some, then run the command again";
            case "55P03" ->
                name()
                        + " is kept busy by another connection (pg_stat_activity shows which): let it finish or end it, and run the"
                        + " command again";
            case "XX001", "XX002" -> name() + " says that its data is damaged (" + says + "): restore it from a backup";
            default -> name() + " cannot be worked with (" + says + ", SQLSTATE " + state + ")";
        };
    }

    private static String state(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }

    /** The driver repeats a URL that it cannot read, password and all. */
    private String says(SQLException e) {
        return String.valueOf(e.getMessage())
                .replace(url, "its URL")
                .lines()
                .findFirst()
                .orElse("")
                .strip();
    }
}
