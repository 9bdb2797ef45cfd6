package dev.slipway.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.RunId;
import dev.slipway.hands.Journal;
import dev.slipway.hands.Journal.Appending;
import dev.slipway.hands.Journal.Holder;
import dev.slipway.hands.Journal.Lease;
import dev.slipway.hands.Journal.NewRun;
import dev.slipway.hands.Journal.Opening;
import dev.slipway.hands.Journal.Verification;
import dev.slipway.hands.JournalFailure;
import dev.slipway.journal.HandClock;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What people are told when the file fails them, and that the journal goes on afterwards. */
class SqliteFailureTest {

    private static final RunId RUN = new RunId("r8k3f2");
    private static final Holder ANNA = new Holder("anna", "build-1", "boot-7", 4711, Instant.EPOCH);
    private static final String BIG = "x".repeat(100_000);

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name_the_file() {
        file = directory.resolve("journal.db");
    }

    private static void assertFails(ThrowingCallable call, String sentence) {
        assertThatThrownBy(call).isInstanceOf(JournalFailure.class).hasMessage(sentence);
    }

    private JdbcJournal open() {
        return JdbcJournal.sqlite(file, new HandClock());
    }

    private static Lease opened(Journal journal) {
        Opening opening = journal.open(new NewRun(RUN, "{}", Optional.empty(), List.of("one")), ANNA);
        return ((Opening.Opened) opening).lease();
    }

    @Test
    void a_directory_that_is_not_there() {
        file = directory.resolve("no/journal.db");
        assertFails(
                this::open,
                file + " cannot be opened: its directory must be there, and this user must be allowed to write in it");
    }

    @Test
    void a_directory_in_the_place_of_the_file() throws IOException {
        Files.createDirectory(file);
        assertFails(
                this::open,
                file + " cannot be opened: its directory must be there, and this user must be allowed to write in it");
    }

    @Test
    void a_file_of_something_else() throws IOException {
        Files.writeString(file, "# Release notes\n".repeat(1_000));
        assertFails(this::open, file + " is not a journal of Slipway: put it aside, or name another state directory");
    }

    @Test
    void a_damaged_file() throws IOException {
        try (Journal journal = open()) {
            Lease lease = opened(journal);
            journal.append(lease, 1, Collections.nCopies(1_000, "entry"), List.of());
        }
        try (RandomAccessFile pages = new RandomAccessFile(file.toFile(), "rw")) {
            pages.seek(4_096);
            pages.write(new byte[(int) pages.length() - 4_096]);
        }
        assertFails(
                () -> {
                    try (Journal journal = open()) {
                        journal.read(RUN, 0, 2_000);
                    }
                },
                file + " is damaged: keep a copy of it and of " + file
                        + "-wal, then restore it from a backup or put it aside");
    }

    @Test
    void a_full_disk_loses_nothing_and_is_forgotten_when_there_is_room_again() {
        Wire wire = new Wire(new Sqlite(file, Duration.ofSeconds(1)));
        Schema.bringUpToDate(wire);
        try (Journal journal = new JdbcJournal(wire, new HandClock())) {
            Lease lease = opened(journal);
            pragma(wire, "max_page_count = 20");

            assertFails(
                    () -> journal.append(lease, 1, List.of("two", BIG), List.of()),
                    "there is no space left for " + file + ": make room, then run the command again");
            assertThat(journal.read(RUN, 0, 10)).hasSize(1);

            pragma(wire, "max_page_count = 100000");
            assertThat(journal.append(lease, 1, List.of("two", BIG), List.of())).isEqualTo(new Appending.Appended(3));
            assertThat(journal.verify(RUN)).isInstanceOf(Verification.Sound.class);
        }
    }

    @Test
    void a_file_that_may_only_be_read() {
        Wire wire = new Wire(new Sqlite(file, Duration.ofSeconds(1)));
        Schema.bringUpToDate(wire);
        try (Journal journal = new JdbcJournal(wire, new HandClock())) {
            Lease lease = opened(journal);
            pragma(wire, "query_only = 1");

            assertFails(
                    () -> journal.append(lease, 1, List.of("two"), List.of()),
                    file + " cannot be written: give this user the right to write to it and to its directory");
            assertThat(journal.read(RUN, 0, 10)).hasSize(1);
        }
    }

    private static void pragma(Wire wire, String pragma) {
        wire.read(() -> wire.update("pragma " + pragma));
    }

    @Test
    void a_process_that_keeps_the_file_busy() throws SQLException {
        try (Journal journal = JdbcJournal.open(new Sqlite(file, Duration.ofMillis(1_100)), new HandClock());
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            Lease lease = opened(journal);
            statement.execute("begin immediate");

            assertFails(
                    () -> journal.append(lease, 1, List.of("two"), List.of()),
                    "another process has kept " + file + " busy for more than 1 s: find it with 'fuser " + file
                            + "', let it finish or end it, and run the command again");
            assertThat(journal.read(RUN, 0, 10)).hasSize(1);

            statement.execute("rollback");
            assertThat(journal.append(lease, 1, List.of("two"), List.of())).isEqualTo(new Appending.Appended(2));
        }
    }

    @Test
    void a_failing_disk() {
        String sentence =
                new Sqlite(file, Duration.ZERO).explain(new SQLiteException("x", SQLiteErrorCode.SQLITE_IOERR_FSYNC));
        assertThat(sentence)
                .isEqualTo("reading or writing " + file
                        + " failed (SQLITE_IOERR_FSYNC): check the disk, then run the command again");
    }

    @Test
    void a_journal_that_was_closed_is_a_mistake_of_ours() {
        Journal journal = open();
        journal.close();
        assertThatThrownBy(() -> journal.runs(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("this journal has been closed");
    }
}
