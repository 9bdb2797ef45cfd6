package dev.slipway.journal.jdbc;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.BusyHandler;
import org.sqlite.JDBC;
import org.sqlite.NativeLibraryNotFoundException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** One file that several processes of one machine share. */
record Sqlite(Path file, Duration patience) implements Dialect {
    private static final FileAttribute<?> OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public Connection connect() throws SQLException {
        try {
            create();
        } catch (IOException e) {
            throw new SQLiteException(e.toString(), SQLiteErrorCode.SQLITE_CANTOPEN);
        }
        SqliteLibrary.unpack();
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout((int) patience.toMillis());
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        // Not by DriverManager, which would load every driver of the class path first.
        Connection connection = JDBC.createConnection(JDBC.PREFIX + file, config.toProperties());
        BusyHandler.setHandler(connection, new Turn(patience));
        writeAhead(connection);
        return connection;
    }

    /** When several open a new file at once, SQLite refuses all but one without waiting. */
    private void writeAhead(Connection connection) throws SQLException {
        long givenUpAt = System.nanoTime() + patience.toNanos();
        try (Statement statement = connection.createStatement()) {
            while (true) {
                try {
                    statement.execute("pragma journal_mode = wal");
                    return;
                } catch (SQLiteException e) {
                    if (kind(e) != SQLiteErrorCode.SQLITE_BUSY.code || System.nanoTime() > givenUpAt) {
                        connection.close();
                        throw e;
                    }
                    LockSupport.parkNanos(Turn.PAUSE);
                }
            }
        }
    }

    /** Of a result code the low byte is the kind, what is above it the detail. */
    private static int kind(SQLiteException e) {
        return e.getResultCode().code & 0xff;
    }

    /**
     * Waits for the turn to write. SQLite's own waiting sleeps longer and longer, up to 100 ms, and so hardly ever meets the
     * moment between two writes of a busy process: a takeover took seconds. Asking every millisecond finds it.
     */
    private static final class Turn extends BusyHandler {
        private static final long PAUSE = Duration.ofMillis(1).toNanos();

        private final Duration patience;
        private long givenUpAt;

        Turn(Duration patience) {
            this.patience = patience;
        }

        @Override
        protected int callback(int timesBefore) {
            if (timesBefore == 0) {
                givenUpAt = System.nanoTime() + patience.toNanos();
            }
            LockSupport.parkNanos(PAUSE);
            return System.nanoTime() < givenUpAt ? 1 : 0;
        }
    }

    /**
     * For its owner alone, or for the group that may write in its directory, where a new file is of that group: in others it is
     * its creator's own, which is nobody's whom the directory means. SQLite gives -wal and -shm the same mode.
     */
    private void create() throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (Files.exists(file) || directory == null) {
            return;
        }
        try {
            boolean posix =
                    directory.getFileSystem().supportedFileAttributeViews().contains("posix");
            Files.createFile(file, posix ? new FileAttribute<?>[] {OWNER} : new FileAttribute<?>[0]);
            if (posix && isTheGroups(directory)) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
            }
        } catch (FileAlreadyExistsException _) {
            return;
        }
        // The name must last as well as the content: SQLite does this only for files that it creates itself.
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private boolean isTheGroups(Path directory) throws IOException {
        PosixFileAttributes of = Files.readAttributes(directory, PosixFileAttributes.class);
        return of.permissions().contains(PosixFilePermission.GROUP_WRITE)
                && Files.readAttributes(file, PosixFileAttributes.class).group().equals(of.group());
    }

    /** Takes the right to write at once: a transaction that reads first and writes later could be refused in its middle. */
    @Override
    public String begin() {
        return "begin immediate";
    }

    @Override
    public String forUpdate() {
        return "";
    }

    @Override
    public String version() {
        return "pragma data_version";
    }

    @Override
    public String schemaIsThere() {
        return "select 1 from sqlite_master where name = 'slipway_schema'";
    }

    @Override
    public String takeTurns() {
        return "select 1";
    }

    @Override
    public String ddl(String step) {
        return step.replace("{number}", "integer primary key autoincrement")
                .replace("{bytes}", "blob")
                .replace("{by-key}", "without rowid");
    }

    @Override
    public boolean isLost(SQLException e) {
        return false;
    }

    @Override
    public String explain(SQLException e) {
        if (e.getCause() instanceof NativeLibraryNotFoundException) {
            return "SQLite's library cannot be unpacked into " + System.getProperty("java.io.tmpdir")
                    + ": make room there, or name another directory with -Djava.io.tmpdir=DIR";
        }
        if (!(e instanceof SQLiteException sqlite)) {
            return "SQLite cannot work with " + file + ": " + e.getMessage();
        }
        SQLiteErrorCode code = sqlite.getResultCode();
        return switch (kind(sqlite)) {
            case 5, 6 ->
                "another process has kept " + file + " busy for more than " + seconds() + ": find it with 'fuser "
                        + file + "', let it finish or end it, and run the command again";
            case 8 -> file + " cannot be written: give this user the right to write to it and to its directory";
            case 10 ->
                "reading or writing " + file + " failed (" + code.name()
                        + "): check the disk, then run the command again";
            case 11 ->
                file + " is damaged: keep a copy of it and of " + file
                        + "-wal, then restore it from a backup or put it aside";
            case 13 -> "there is no space left for " + file + ": make room, then run the command again";
            case 3, 14, 23 ->
                file + " cannot be opened: its directory must be there, and this user must be allowed to write in it";
            case 26 -> file + " is not a journal of Slipway: put it aside, or name another state directory";
            default -> "SQLite cannot work with " + file + ": " + e.getMessage();
        };
    }

    private String seconds() {
        return String.format(Locale.ROOT, "%d s", Math.max(1, patience.toSeconds()));
    }
}
