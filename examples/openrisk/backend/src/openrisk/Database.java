package openrisk;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/** A few connections that are kept. One on which something failed is closed: the next begins anew. */
final class Database {
    private static final int AT_MOST = 10;

    private final String url;
    private final String user;
    private final String password;
    private final Semaphore room = new Semaphore(AT_MOST, true);
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

    private Database(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    static Database of(Map<String, String> environment) {
        String host = environment.getOrDefault("DB_HOST", "db");
        return new Database(
                "jdbc:postgresql://" + host + ":5432/" + environment.get("DB_NAME")
                        + "?connectTimeout=2&socketTimeout=10&ApplicationName=openrisk",
                environment.get("DB_USER"),
                environment.get("DB_PASSWORD"));
    }

    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    <T> T with(Work<T> work) throws SQLException {
        room.acquireUninterruptibly();
        try {
            Connection connection = idle.pollFirst();
            try {
                connection = connection == null ? DriverManager.getConnection(url, user, password) : connection;
                T done = work.on(connection);
                idle.addFirst(connection);
                return done;
            } catch (SQLException failed) {
                if (connection != null) {
                    connection.close();
                }
                // What was idle is most likely as dead: the server was restarted, or the database restored.
                for (Connection other = idle.pollFirst(); other != null; other = idle.pollFirst()) {
                    other.close();
                }
                throw failed;
            }
        } finally {
            room.release();
        }
    }

    /** The first column of the first row. PostgreSQL writes and reads the JSON. */
    Optional<String> one(String sql, Object... values) throws SQLException {
        return with(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
                }
            }
        });
    }
}
