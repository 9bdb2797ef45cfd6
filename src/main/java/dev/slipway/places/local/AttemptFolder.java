package dev.slipway.places.local;

import dev.slipway.hands.Place.AttemptName;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;

/** The files of one attempt. The folder is made once, by whoever begins or gives up the attempt, and so is the claim in it. */
record AttemptFolder(Path state, AttemptName name) {
    private static final FileAttribute<?> OURS_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final String NEVER = "never\n";

    AttemptFolder {
        for (String part : new String[] {name.run(), name.step(), name.purpose()}) {
            if (!part.matches("[A-Za-z0-9][A-Za-z0-9@_-]*")) {
                throw new IllegalArgumentException("not the name of a folder: " + part);
            }
        }
    }

    /** Who decided whether the attempt begins. */
    sealed interface Claim {
        record Nobody() implements Claim {}

        /** It was given up before it began. */
        record Never() implements Claim {}

        /** Somebody is about to say who they are, or was killed before they could; nothing was run yet. */
        record Unfinished() implements Claim {}

        record Supervisor(Proc.Identity identity) implements Claim {}
    }

    Path run() {
        return state.resolve("runs").resolve(name.run());
    }

    Path path() {
        return run().resolve(name.step() + "." + name.purpose() + "." + name.attempt());
    }

    Path file(String file) {
        return path().resolve(file);
    }

    Path log(String ending) {
        return run().resolve("logs").resolve(path().getFileName() + "." + ending);
    }

    /** What every process of the attempt has in its environment. */
    String mark() {
        return "SLIPWAY_OUTPUT=" + file("outputs");
    }

    /** False when it was made before. */
    boolean make() throws IOException {
        Files.createDirectories(run().resolve("logs"), OURS_ALONE);
        try {
            Files.createDirectory(path(), OURS_ALONE);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    Claim claim() throws IOException {
        String text;
        try {
            text = Files.readString(file("claim"));
        } catch (NoSuchFileException e) {
            return new Claim.Nobody();
        }
        if (!text.endsWith("\n")) {
            return new Claim.Unfinished();
        }
        return text.equals(NEVER) ? new Claim.Never() : new Claim.Supervisor(Proc.parse(text));
    }

    /** False when somebody else was first. */
    boolean claimNever() throws IOException {
        try {
            Files.writeString(file("claim"), NEVER, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** The exit status that the supervisor left. */
    Optional<Integer> status() throws IOException {
        try {
            String text = Files.readString(file("exit"));
            return text.endsWith("\n") ? Optional.of(Integer.valueOf(text.strip())) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** From the claim to the exit status, as exact as the file system's times. */
    Duration took() throws IOException {
        try {
            return Duration.between(
                    Files.getLastModifiedTime(file("claim")).toInstant(),
                    Files.getLastModifiedTime(file("exit")).toInstant());
        } catch (NoSuchFileException e) {
            return Duration.ZERO;
        }
    }
}
