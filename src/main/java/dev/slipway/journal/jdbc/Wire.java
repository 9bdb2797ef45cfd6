package dev.slipway.journal.jdbc;

import dev.slipway.hands.JournalFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one connection of a process: calls take turns on it, statements are prepared once. When it breaks, a call is made again
 * on a new one, and is told so, since its first try may have been committed before the answer was lost.
 */
final class Wire implements AutoCloseable {

    /** How long a call waits for a server that went away, such as one that is being restarted. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

    private final Dialect dialect;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private @Nullable Connection connection;
    private boolean closed;
    private long writes;

    Wire(Dialect dialect) {
        this.dialect = dialect;
        try {
            connection = dialect.connect();
        } catch (SQLException e) {
            throw new JournalFailure(dialect.explain(e), e);
        }
    }

    Dialect dialect() {
        return dialect;
    }

    /** Statements that only read, each by itself. */
    synchronized <T> T read(Reading<T> body) {
        return untilDone(_ -> body.read());
    }

    /** One transaction. */
    synchronized <T> T write(Writing<T> body) {
        return untilDone(attempt -> {
            update(dialect.begin());
            try {
                T answer = body.write(attempt);
                update("commit");
                writes++;
                return answer;
            } catch (SQLException | RuntimeException e) {
                rollBack(e);
                throw e;
            }
        });
    }

    /** How many transactions this process has committed. */
    synchronized long writes() {
        return writes;
    }

    /** For use within a body, as are the three below. */
    <T> List<T> rows(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        try (ResultSet found = prepare(sql, values).executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(row.of(found));
            }
            return rows;
        }
    }

    <T> Optional<T> row(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        return rows(sql, row, values).stream().findFirst();
    }

    /** How many rows were changed. */
    int update(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = prepare(sql, values);
        return statement.execute() ? 0 : statement.getUpdateCount();
    }

    void updateAll(String sql, List<@Nullable Object[]> batch) throws SQLException {
        if (batch.size() == 1) {
            update(sql, batch.getFirst());
            return;
        }
        PreparedStatement statement = prepare(sql);
        for (@Nullable Object[] values : batch) {
            bind(statement, values);
            statement.addBatch();
        }
        statement.executeBatch();
    }

    private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection().prepareStatement(sql);
            prepared.put(sql, statement);
        }
        bind(statement, values);
        return statement;
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private Connection connection() throws SQLException {
        if (closed) {
            throw new IllegalStateException("this journal has been closed");
        }
        if (connection == null) {
            connection = dialect.connect();
        }
        return connection;
    }

    /**
     * An interrupt is put aside until the call is over: it would break the socket of a virtual thread in the middle of a
     * commit. While the server is away it ends the wait.
     */
    private <T> T untilDone(Writing<T> body) {
        boolean interrupted = Thread.interrupted();
        long givenUpAt = System.nanoTime() + PATIENCE.toNanos();
        Attempt attempt = Attempt.FIRST;
        try {
            while (true) {
                try {
                    return body.write(attempt);
                } catch (SQLException e) {
                    if (!dialect.isLost(e)) {
                        throw new JournalFailure(dialect.explain(e), e);
                    }
                    interrupted |= Thread.interrupted();
                    boolean again = attempt == Attempt.AGAIN;
                    attempt = Attempt.AGAIN;
                    forget();
                    if (again && (interrupted || System.nanoTime() > givenUpAt || !pause())) {
                        throw new JournalFailure(dialect.explain(e), e);
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(BETWEEN_TRIES);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void rollBack(Exception why) {
        if (why instanceof SQLException e && dialect.isLost(e)) {
            return;
        }
        try {
            update("rollback");
        } catch (SQLException e) {
            // Some failures have rolled back by themselves, and then there is nothing left to roll back.
            why.addSuppressed(e);
        }
    }

    private void forget() {
        prepared.clear();
        Connection broken = connection;
        connection = null;
        if (broken != null) {
            try {
                broken.close();
            } catch (SQLException _) {
                // It is gone already.
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        forget();
    }

    /** Whether a body runs for the first time, or again after its connection broke. */
    enum Attempt {
        FIRST,
        AGAIN
    }

    interface Reading<T> {
        T read() throws SQLException;
    }

    interface Writing<T> {
        T write(Attempt attempt) throws SQLException;
    }

    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }
}
