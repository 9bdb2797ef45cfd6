package dev.slipway.places.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.base.Masker;
import dev.slipway.hands.Place.Capture;
import dev.slipway.hands.Place.Written;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * One output of a step on its way from the raw file, to which the step appends, to the masked log and the listener. When the
 * log's first part is full and the step goes on and on, the raw file is emptied from time to time, and what comes faster
 * than it can be read is passed over.
 */
final class Track {
    /** The most that a raw file is let grow beyond what is kept. */
    private static final long RAW = 32L << 20;

    private static final int CHUNK = 64 * 1024;

    private final AttemptFiles files;
    private final String name;
    private final Path log;
    private final boolean withheld;
    private final Masker masker;
    private final Masker.Stream masking;
    private final Lines lines;
    private final KeptLog kept;
    private Optional<FileChannel> raw = Optional.empty();
    /** How far the raw file was read, how far it was emptied (a hole is there), what it held before it was cut short. */
    private long position;

    private long emptied;
    private long before;
    /** After a gap: bytes that may be the end of a secret whose beginning is missing. */
    private long unsafe;

    Track(AttemptFiles files, String name, Masker masker, Capture capture) throws IOException {
        this.files = files;
        this.name = name;
        this.masker = masker;
        this.log = files.log(name.equals("stdout") ? "out" : "err");
        this.withheld = capture.withheld();
        this.masking = masker.stream();
        this.lines = new Lines(capture.listener(), name.equals("stderr"));
        readNote();
        long gone = before + position;
        this.kept = gone > 0 ? KeptLog.resume(log, capture.keptBytes(), gone) : KeptLog.begin(log, capture.keptBytes());
        this.unsafe = gone > 0 ? masker.longest() : 0;
    }

    private void readNote() throws IOException {
        try {
            String[] numbers =
                    Files.readString(files.file(name + ".emptied")).strip().split(" ", -1);
            before = Long.parseLong(numbers[0]);
            emptied = Long.parseLong(numbers[1]);
            position = emptied;
        } catch (NoSuchFileException e) {
            return; // as usual: it never grew large
        }
    }

    /** Takes what has come since. */
    void pump(byte[] buffer) throws IOException {
        Optional<FileChannel> open = open();
        if (open.isEmpty()) {
            return;
        }
        FileChannel file = open.get();
        if (withheld) {
            position = Math.max(position, file.size());
            emptyWhenLarge(file);
            return;
        }
        for (int read = read(file, buffer); read > 0; read = read(file, buffer)) {
            position += read;
            int skipped = (int) Math.min(unsafe, read);
            unsafe -= skipped;
            if (skipped > 0) {
                kept.gap(skipped);
            }
            take(buffer, skipped, read - skipped);
            passOver(file);
        }
        emptyWhenLarge(file);
    }

    private int read(FileChannel file, byte[] buffer) throws IOException {
        return file.read(ByteBuffer.wrap(buffer), position);
    }

    private void take(byte[] buffer, int from, int length) {
        byte[] chunk = from == 0 ? buffer : Arrays.copyOfRange(buffer, from, from + length);
        masking.accept(chunk, length, this::give);
    }

    private void give(byte[] bytes, int from, int length) {
        kept.accept(bytes, from, length);
        lines.accept(bytes, from, length);
    }

    private Optional<FileChannel> open() throws IOException {
        if (raw.isEmpty()) {
            try {
                raw = Optional.of(
                        FileChannel.open(files.file(name), StandardOpenOption.READ, StandardOpenOption.WRITE));
            } catch (NoSuchFileException e) {
                return Optional.empty(); // the supervisor has not come so far
            }
        }
        return raw;
    }

    /** The step writes faster than we read: only what is near the end is of use. */
    private void passOver(FileChannel file) throws IOException {
        long behind = file.size() - position;
        if (behind > RAW && kept.firstPartIsFull()) {
            gap(behind - (RAW >> 4));
            position += behind - (RAW >> 4);
        }
    }

    /**
     * Gives back the room of what was read: by a hole, which loses nothing, or, on a file system without holes, by cutting the
     * file short, which loses what comes in that instant. The note is on the disk before the bytes are gone.
     */
    private void emptyWhenLarge(FileChannel file) throws IOException {
        if (position - emptied < RAW || !(withheld || kept.firstPartIsFull())) {
            return;
        }
        long seen = position;
        note(before, seen);
        if (hole(seen)) {
            emptied = seen;
            return;
        }
        before += seen;
        note(before, 0);
        file.truncate(0);
        position = 0;
        emptied = 0;
        gap(0);
    }

    private void note(long before, long emptied) throws IOException {
        Path draft = files.file(name + ".emptied.new");
        Files.writeString(draft, before + " " + emptied + "\n");
        Files.move(draft, files.file(name + ".emptied"), StandardCopyOption.ATOMIC_MOVE);
    }

    private boolean hole(long length) {
        try {
            Process process = new ProcessBuilder(
                            "fallocate",
                            "--punch-hole",
                            "--offset",
                            "0",
                            "--length",
                            Long.toString(length),
                            files.file(name).toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.onExit().join().exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void gap(long length) {
        kept.gap(length + masking.gap(this::give));
        unsafe = masker.longest();
    }

    Written end() throws IOException {
        if (withheld) {
            byte[] said = (Capture.WITHHELD + "\n").getBytes(UTF_8);
            kept.accept(said, 0, said.length);
        } else {
            masking.end(this::give);
        }
        lines.end();
        kept.end();
        close();
        String file = files.state().relativize(log).toString();
        return new Written(file, before + position, withheld ? 0 : kept.kept(), kept.text());
    }

    /** Another reader has come to the end. */
    void leave() throws IOException {
        kept.leave();
        close();
    }

    private void close() throws IOException {
        if (raw.isPresent()) {
            raw.get().close();
        }
    }

    /** How many bytes of the log make {@link Written#text}. */
    int textBytes() {
        return kept.textLength();
    }

    static byte[] buffer() {
        return new byte[CHUNK];
    }
}
