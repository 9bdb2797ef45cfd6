package dev.slipway.engine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Where the traces of Slipway's own mistakes go: nobody wants them on a terminal, and only their owner may read them. */
public record BugLog(Path file) {

    /** Gives the file; empty where it cannot be written. */
    public Optional<Path> keep(Instant when, Throwable bug) {
        return keep(when, bug, text -> text);
    }

    Optional<Path> keep(Instant when, Throwable bug, UnaryOperator<String> masked) {
        StringWriter trace = new StringWriter();
        trace.append(when.toString()).append(' ');
        bug.printStackTrace(new PrintWriter(trace, true));
        try {
            Unbroken.write(() -> append(masked.apply(trace.toString())));
            return Optional.of(file);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private void append(String text) throws IOException {
        Set<PosixFilePermission> ours = PosixFilePermissions.fromString("rw-------");
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                PosixFilePermissions.asFileAttribute(ours))) {
            // One of an earlier version may be open to others.
            Files.setPosixFilePermissions(file, ours);
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }
}
