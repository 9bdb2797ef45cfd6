package dev.slipway.places.local;

import dev.slipway.hands.Place.AttemptName;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The files of one attempt, named by it. The script is made once, by whoever begins or gives up the attempt, and so is the
 * claim: its first line says who runs the attempt, its second how that ended. No folder and no file more than these, since
 * some file systems take longer for a new file than for a new process.
 */
record AttemptFiles(Path state, AttemptName name) {
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9][A-Za-z0-9@_-]*");

    AttemptFiles {
        for (String part : new String[] {name.run(), name.step(), name.purpose()}) {
            if (!PART.matcher(part).matches()) {
                throw new IllegalArgumentException("not the name of a folder: " + part);
            }
        }
    }

    Path run() {
        return state.resolve("runs").resolve(name.run());
    }

    /** What the names of all its files begin with. */
    Path prefix() {
        return attempts().resolve(words());
    }

    Path file(String file) {
        return attempts().resolve(words() + "." + file);
    }

    Path log(String ending) {
        return run().resolve("logs").resolve(words() + "." + ending);
    }

    private Path attempts() {
        return run().resolve("attempts");
    }

    private String words() {
        return name.step() + "." + name.purpose() + "." + name.attempt();
    }

    /** What every process of the attempt has in its environment. */
    String mark() {
        return "SLIPWAY_OUTPUT=" + file("outputs");
    }

    /** For an attempt that is looked for or given up, and never begins here. */
    boolean make() throws IOException {
        return make("");
    }

    /** False when it was made before. */
    boolean make(String script) throws IOException {
        try {
            OurFiles.writeNew(file("step.sh"), script);
            return true;
        } catch (FileAlreadyExistsException _) {
            return false;
        } catch (NoSuchFileException _) {
            // The first attempt of its run. Where there is a folder for attempts, there is one for logs.
            OurFiles.folder(run().resolve("logs"));
            OurFiles.folder(attempts());
            return make(script);
        }
    }

    Claim claim() throws IOException {
        return Claim.of(file("claim"));
    }

    /** False when somebody else was first. */
    boolean claimNever() throws IOException {
        return Claim.never(file("claim"));
    }

    /** The exit status that the supervisor left. */
    Optional<Integer> status() throws IOException {
        String text = Claim.text(file("claim")).orElse("");
        int before = text.indexOf('\n') + 1;
        return before > 0 && before < text.length() && text.endsWith("\n")
                ? Optional.of(Integer.valueOf(text.substring(before).strip()))
                : Optional.empty();
    }

    /** From the script to the exit status, as exact as the file system's times. */
    Duration took() throws IOException {
        try {
            return Duration.between(
                    Files.getLastModifiedTime(file("step.sh")).toInstant(),
                    Files.getLastModifiedTime(file("claim")).toInstant());
        } catch (NoSuchFileException e) {
            return Duration.ZERO;
        }
    }
}
