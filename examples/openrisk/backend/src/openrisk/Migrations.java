package openrisk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of a folder, by their numbers. Each is one transaction; all of them together are not. */
record Migrations(Database database, Path folder) {

    void up() throws IOException, SQLException {
        for (Path file : pending()) {
            String version = version(file);
            System.out.println("applying " + version);
            String sql = Files.readString(file);
            try {
                database.with(connection -> apply(connection, version, sql));
            } catch (SQLException failed) {
                System.err.println("ERROR " + version + " was not applied: " + failed.getMessage());
                System.exit(1);
            }
        }
    }

    void status() throws IOException, SQLException {
        List<Path> pending = pending();
        for (Path file : files()) {
            System.out.println((pending.contains(file) ? "pending " : "applied ") + version(file));
        }
    }

    private static Boolean apply(Connection connection, String version, String sql) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = '5s'");
            statement.execute(sql);
            statement.execute("INSERT INTO schema_migrations (version) VALUES ('" + version + "')");
            connection.commit();
        }
        connection.setAutoCommit(true);
        return true;
    }

    private List<Path> pending() throws IOException, SQLException {
        List<String> applied = database.with(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE IF NOT EXISTS schema_migrations"
                        + " (version text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())");
                List<String> versions = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery("SELECT version FROM schema_migrations")) {
                    while (rows.next()) {
                        versions.add(rows.getString(1));
                    }
                }
                return versions;
            }
        });
        return files().stream().filter(file -> !applied.contains(version(file))).toList();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static String version(Path file) {
        return file.getFileName().toString().replace(".sql", "");
    }
}
