package dev.slipway.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hands.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteJournalTest extends JdbcJournalContract {

    @TempDir
    Path directory;

    @Override
    protected Journal open() {
        return JdbcJournal.sqlite(directory.resolve("journal.db"), clock);
    }

    @Override
    protected Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("journal.db"));
    }

    @Override
    protected String name() {
        return directory.resolve("journal.db").toString();
    }

    @Test
    void the_file_and_what_stands_beside_it_are_for_their_owner_only() throws IOException {
        opened(RUN, "one");

        try (Stream<Path> files = Files.list(directory)) {
            Map<String, String> modes =
                    files.collect(Collectors.toMap(file -> file.getFileName().toString(), this::mode));
            assertThat(modes)
                    .isEqualTo(Map.of(
                            "journal.db", "rw-------", "journal.db-wal", "rw-------", "journal.db-shm", "rw-------"));
        }
    }

    @Test
    void in_a_directory_of_a_group_they_are_for_that_group() throws IOException {
        Path shared = Files.createDirectory(directory.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwx---"));

        try (Journal _ = JdbcJournal.sqlite(shared.resolve("journal.db"), clock)) {
            assertThat(Stream.of("journal.db", "journal.db-wal", "journal.db-shm")
                            .map(shared::resolve)
                            .map(this::mode))
                    .containsOnly("rw-rw----");
        }
    }

    private String mode(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_file_that_is_not_there_yet_is_made_once_by_many_at_once() throws Exception {
        for (int round = 0; round < 10; round++) {
            Path file = directory.resolve("new-" + round + ".db");
            List<Integer> runs = atOnce(8, (_, _) -> {
                try (Journal opened = JdbcJournal.sqlite(file, clock)) {
                    return opened.runs(10).size();
                }
            });
            assertThat(runs).hasSize(8).containsOnly(0);
        }
    }

    @Test
    void what_is_committed_is_on_the_disk() throws SQLException {
        try (Connection connection = new Sqlite(directory.resolve("journal.db"), Duration.ofSeconds(1)).connect();
                Statement statement = connection.createStatement()) {
            assertThat(only(statement, "pragma synchronous")).isEqualTo("2");
            assertThat(only(statement, "pragma journal_mode")).isEqualTo("wal");
        }
    }

    private static String only(Statement statement, String sql) throws SQLException {
        try (ResultSet found = statement.executeQuery(sql)) {
            return found.getString(1);
        }
    }
}
