package dev.slipway.places.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.hands.Processes.Name;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * The files of one supervised process. Each start has a number; whoever makes {@code claim.NUMBER} first decides whether that
 * start counts, so that nothing is ever started twice.
 */
record ProcessFolder(Path path) {
    private static final FileAttribute<?> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    static Path root(Path state) {
        return state.resolve("processes");
    }

    static ProcessFolder of(Path state, Name name) {
        return new ProcessFolder(
                root(state).resolve(name.service()).resolve(name.version()).resolve(Integer.toString(name.number())));
    }

    Path file(String file) {
        return path.resolve(file);
    }

    void make() throws IOException {
        Files.createDirectories(path, FOLDER);
    }

    /** What every process of it has in its environment. */
    String mark() {
        return "SLIPWAY_PROCESS=" + path;
    }

    Optional<String> read(String file) throws IOException {
        return Claim.text(file(file));
    }

    /** Old or new, never half of it, and on the disk when this returns. */
    void write(String file, String text) throws IOException {
        Path draft = file(file + ".draft");
        try (FileChannel channel = FileChannel.open(
                draft,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE),
                FILE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(draft, file(file), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The number of the last start that was announced; 0 for none. */
    int start() throws IOException {
        return read("start").map(text -> Integer.valueOf(text.strip())).orElse(0);
    }

    Claim claim(int start) throws IOException {
        return Claim.of(file("claim." + start));
    }

    /** False when somebody else was first. */
    boolean claimNever(int start) throws IOException {
        return Claim.never(file("claim." + start));
    }
}
