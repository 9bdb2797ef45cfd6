package dev.slipway.places.local;

import dev.slipway.hands.Place.SessionUse;
import dev.slipway.hands.Place.Shell.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The saved states of a run's sessions. A state is {@code NAME.sh}, {@code NAME.bash} and {@code NAME.from}, the state that
 * it came from: it stands for that one while nothing was saved, as when a step ended in {@code exec}.
 */
record Sessions(Path folder) {
    private static final FileAttribute<?> OURS_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> OUR_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final String FRESH = "";

    /** @param before where the state before is read from; a file without content where the session is fresh */
    record Prepared(Path before, Path after) {}

    /** Empty when the state before is not known here. */
    Optional<Prepared> prepare(SessionUse use, Dialect dialect) throws IOException {
        Files.createDirectories(folder, OUR_FOLDER);
        Optional<String> before =
                use.before().isEmpty() ? Optional.of(FRESH) : saved(use.before().get());
        if (before.isEmpty()) {
            return Optional.empty();
        }
        String after = checked(use.after());
        Files.writeString(file(after, ".from"), before.get());
        make(file(after, ".sh"));
        Path bash = file(after, ".bash");
        if (dialect == Dialect.SH && !before.get().equals(FRESH)) {
            Files.deleteIfExists(bash);
            Files.createLink(bash, file(before.get(), ".bash"));
        } else {
            make(bash);
        }
        return Optional.of(
                new Prepared(folder.resolve(before.get().isEmpty() ? ".fresh" : before.get()), folder.resolve(after)));
    }

    /** The state that was saved last on the way to this one; {@link #FRESH} where none was. */
    private Optional<String> saved(String name) throws IOException {
        String at = checked(name);
        while (!at.equals(FRESH)) {
            try {
                if (Files.size(file(at, ".sh")) > 0) {
                    return Optional.of(at);
                }
                at = Files.readString(file(at, ".from"));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        }
        return Optional.of(FRESH);
    }

    private static void make(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, OURS_ALONE);
    }

    private Path file(String name, String ending) {
        return folder.resolve(name + ending);
    }

    private static String checked(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9@._-]*")) {
            throw new IllegalArgumentException("not the name of a session's state: " + name);
        }
        return name;
    }
}
