package dev.slipway.places.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log that may be long. */
final class LogTail {
    /** Enough for some lines that people write; the rest of a longer one is not shown. */
    private static final int MOST_BYTES = 64 * 1024;

    private LogTail() {}

    static List<String> of(Path log, int lines) {
        if (!Files.isRegularFile(log)) {
            return List.of();
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - MOST_BYTES);
            file.seek(from);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.readFully(bytes);
            List<String> all = new String(bytes, UTF_8).lines().toList();
            List<String> whole = from > 0 && all.size() > 1 ? all.subList(1, all.size()) : all;
            return List.copyOf(whole.subList(Math.max(0, whole.size() - lines), whole.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
