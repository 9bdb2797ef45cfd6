package dev.slipway.journal.jdbc;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Unpacks SQLite's library once a user and version. The driver by itself would do it at every start, which takes longer than
 * everything else in opening a journal, and every process that is killed would leave a megabyte in the temporary directory.
 */
final class SqliteLibrary {

    private static final String DRIVER_LOOKS_IN = "org.sqlite.lib.path";

    private SqliteLibrary() {}

    /** Must come before the driver's first use. Where it cannot be done, the driver unpacks for itself. */
    static void unpack() {
        if (System.getProperty(DRIVER_LOOKS_IN) != null) {
            return;
        }
        Optional<Path> cache = cache();
        if (cache.isEmpty()) {
            return;
        }
        Path library = cache.get().resolve("slipway", machine(), System.mapLibraryName("sqlitejdbc"));
        try {
            if (!Files.exists(library)) {
                write(library);
            }
            System.setProperty(DRIVER_LOOKS_IN, String.valueOf(library.getParent()));
        } catch (IOException _) {
            // A home that cannot be written is no reason to stop.
        }
    }

    /** In words that cost nothing: the driver finds its own name for the machine by running {@code uname}. */
    private static String machine() {
        return "sqlite-%s-%s-%s"
                .formatted(SQLiteJDBCLoader.getVersion(), System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    /** Only where nobody else can put a file: never a directory that users share. */
    private static Optional<Path> cache() {
        String told = System.getenv("XDG_CACHE_HOME");
        Path cache = told != null && told.startsWith("/")
                ? Path.of(told)
                : Path.of(System.getProperty("user.home", "?"), ".cache");
        return cache.isAbsolute() ? Optional.of(cache) : Optional.empty();
    }

    /** Whole or not at all, also beside another process that does the same. */
    private static void write(Path library) throws IOException {
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName();
        try (InputStream packed = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
            if (packed == null) {
                throw new FileNotFoundException(resource);
            }
            Files.createDirectories(library.getParent());
            Path part = Files.createTempFile(library.getParent(), "unpacking", ".part");
            try {
                Files.copy(packed, part, StandardCopyOption.REPLACE_EXISTING);
                Files.move(part, library, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        }
    }
}
