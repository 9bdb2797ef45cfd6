package dev.slipway.places.container;

import dev.slipway.base.Digest;
import dev.slipway.hands.Place.AttemptName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * The container in which an attempt runs, whatever takes its place later.
 *
 * @param started of the container, when the attempt was begun
 * @param folder in the container, for the attempt's own files
 * @param mark what its processes have in their environment: of this attempt alone, whoever else uses the container
 */
record Pin(String id, String name, String started, String folder, String mark) {
    private static final int LINES = 5;

    static Pin of(Container container, String folder, String mark) {
        return new Pin(container.id(), container.name(), container.started(), folder, mark);
    }

    /** Of one attempt of one state folder. */
    static String mark(Path state, AttemptName attempt) {
        return Digest.of(state.toAbsolutePath().normalize() + "\0" + attempt)
                .hex()
                .substring(0, 24);
    }

    String prefix() {
        return folder + "/.slipway-" + mark;
    }

    private static Path attempts(Path state, AttemptName attempt) {
        return state.resolve("runs").resolve(attempt.run()).resolve("attempts");
    }

    private static Path file(Path state, AttemptName attempt) {
        return attempts(state, attempt)
                .resolve(attempt.step() + "." + attempt.purpose() + "." + attempt.attempt() + ".container");
    }

    /** Throws {@link java.nio.file.FileAlreadyExistsException} when the attempt has one: then it was begun before. */
    void keep(Path state, AttemptName attempt) throws IOException {
        Path attempts = attempts(state, attempt);
        var folders = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        // The logs' folder with it: where there is one for attempts, there is one for logs.
        Files.createDirectories(attempts.resolveSibling("logs"), folders);
        Files.createDirectories(attempts, folders);
        String text = String.join("\n", id, name, started, folder, mark, "");
        Files.writeString(file(state, attempt), text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Empty also where whoever wrote it was ended before the last line: then nothing was begun. */
    static Optional<Pin> kept(Path state, AttemptName attempt) throws IOException {
        try {
            String text = Files.readString(file(state, attempt));
            List<String> lines = text.lines().toList();
            return lines.size() == LINES && text.endsWith("\n")
                    ? Optional.of(new Pin(lines.get(0), lines.get(1), lines.get(2), lines.get(3), lines.get(4)))
                    : Optional.empty();
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }
}
