package dev.slipway.places.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;

/**
 * A log that keeps the first part of an output and its last, and says how much is missing between them. Without output
 * there is no file: most steps are silent, and making files is what costs them most.
 */
final class KeptLog {
    private static final int LAST_PART = 1 << 20;
    /** How much is given along as text. */
    static final int TEXT = 1 << 20;

    private final Path path;
    private Optional<FileChannel> file = Optional.empty();
    private final long firstPart;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream(256);
    private final int ringSize;
    private byte[] ring = new byte[0];
    private long first;
    private long later;
    private long missing;
    private long unwritten;
    private byte lastOfFirst = '\n';

    private KeptLog(Path path, long kept) {
        this.path = path;
        this.ringSize = (int) Math.min(LAST_PART, kept / 2);
        this.firstPart = kept - ringSize;
    }

    /** What an earlier reader of the same output wrote is written over with the same bytes. */
    static KeptLog begin(Path path, long kept) {
        return new KeptLog(path, kept);
    }

    /** Goes on with a log whose first part was complete when {@code seen} bytes had gone by. */
    static KeptLog resume(Path path, long kept, long seen) throws IOException {
        KeptLog log = new KeptLog(path, kept);
        FileChannel file = log.open();
        log.first = Math.min(log.firstPart, file.size());
        file.truncate(log.first).position(log.first);
        log.text.writeBytes(read(path, Math.min(TEXT, log.first)));
        log.missing = Math.max(0, seen - log.first);
        log.lastOfFirst = 'x';
        return log;
    }

    private FileChannel open() throws IOException {
        if (file.isEmpty()) {
            file = Optional.of(FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        }
        return file.get();
    }

    static byte[] read(Path path, long length) throws IOException {
        try (var in = Files.newInputStream(path)) {
            return in.readNBytes((int) length);
        }
    }

    void accept(byte[] bytes, int from, int length) {
        int now = (int) Math.min(length, firstPart - first);
        if (now > 0) {
            write(bytes, from, now);
            text.write(bytes, from, Math.min(now, TEXT - text.size()));
            first += now;
            lastOfFirst = bytes[from + now - 1];
        }
        keepLast(bytes, from + now, length - now);
    }

    private void keepLast(byte[] bytes, int from, int length) {
        if (length <= 0) {
            return;
        }
        if (ringSize == 0) {
            missing += length;
            return;
        }
        if (ring.length == 0) {
            ring = new byte[ringSize];
        }
        int useful = Math.min(length, ringSize);
        int start = from + length - useful;
        int at = (int) ((later + length - useful) % ringSize);
        int untilEnd = Math.min(useful, ringSize - at);
        System.arraycopy(bytes, start, ring, at, untilEnd);
        System.arraycopy(bytes, start + untilEnd, ring, 0, useful - untilEnd);
        later += length;
    }

    boolean firstPartIsFull() {
        return first == firstPart;
    }

    /** Here {@code length} bytes are missing; what was kept as the last part would not join what follows. */
    void gap(long length) {
        missing += later + length;
        later = 0;
    }

    long kept() {
        return Math.max(0, first + Math.min(later, ringSize) - unwritten);
    }

    int textLength() {
        return text.size();
    }

    String text() {
        return text.toString(UTF_8);
    }

    void end() throws IOException {
        missing += Math.max(0, later - ringSize) + unwritten;
        byte[] lastPart = lastPart();
        if (missing > 0) {
            String line = String.format(Locale.ROOT, "… %,d bytes not kept …%n", missing);
            byte[] said = (lastOfFirst == '\n' ? line : "\n" + line).getBytes(UTF_8);
            write(said, 0, said.length);
        } else {
            text.write(lastPart, 0, Math.min(lastPart.length, TEXT - text.size()));
        }
        write(lastPart, 0, lastPart.length);
        if (file.isPresent()) {
            file.get().truncate(file.get().position());
        }
        leave();
    }

    /** Another reader has finished the log. */
    void leave() throws IOException {
        if (file.isPresent()) {
            file.get().close();
        }
    }

    private byte[] lastPart() {
        int length = (int) Math.min(later, ringSize);
        byte[] part = new byte[length];
        int oldest = later > ringSize ? (int) (later % ringSize) : 0;
        System.arraycopy(ring, oldest, part, 0, length - oldest);
        System.arraycopy(ring, 0, part, length - oldest, oldest);
        return part;
    }

    /** On a full disk the step matters and its output does not: what cannot be written is counted as missing. */
    private void write(byte[] bytes, int from, int length) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, from, length);
        try {
            while (buffer.hasRemaining()) {
                open().write(buffer);
            }
        } catch (IOException e) {
            unwritten += buffer.remaining();
        }
    }
}
