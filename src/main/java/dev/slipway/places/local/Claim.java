package dev.slipway.places.local;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Who decided whether something begins: whoever makes its file first, which is complete once its first line ends. */
sealed interface Claim {
    String NEVER = "never\n";

    record Nobody() implements Claim {}

    /** It was given up before it began. */
    record Never() implements Claim {}

    /** Somebody is about to say who they are, or was killed before they could; nothing was run yet. */
    record Unfinished() implements Claim {}

    record Supervisor(Proc.Identity identity) implements Claim {}

    static Claim of(Path file) throws IOException {
        Optional<String> text = text(file);
        if (text.isEmpty()) {
            return new Nobody();
        }
        int end = text.get().indexOf('\n');
        if (end < 0) {
            return new Unfinished();
        }
        String who = text.get().substring(0, end + 1);
        return who.equals(NEVER) ? new Never() : new Supervisor(Proc.parse(who));
    }

    static Optional<String> text(Path file) throws IOException {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /** False when somebody else was first. */
    static boolean never(Path file) throws IOException {
        try {
            Files.writeString(file, NEVER, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return true;
        } catch (FileAlreadyExistsException _) {
            return false;
        }
    }
}
