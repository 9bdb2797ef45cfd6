package dev.slipway.places.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.slipway.hands.Place.SessionUse;
import dev.slipway.hands.Place.Shell.Dialect;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The saved states of a run's sessions. A state is {@code NAME.sh}, whose first line names the state that it came from: it
 * stands for that one while nothing was saved, as when a step ended in {@code exec}. What only bash knows is in
 * {@code NAME.bash}, which is there only when there is any.
 */
record Sessions(Path folder) {
    private static final FileAttribute<?> OURS_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> OUR_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final String FRESH = "";
    private static final String FROM = "# from ";

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
        make(file(after, ".sh"), FROM + before.get() + "\n");
        Path bash = file(after, ".bash");
        Files.deleteIfExists(bash);
        Path bashBefore = file(before.get(), ".bash");
        if (dialect == Dialect.SH && !before.get().equals(FRESH) && Files.exists(bashBefore)) {
            Files.createLink(bash, bashBefore);
        }
        return Optional.of(
                new Prepared(folder.resolve(before.get().isEmpty() ? ".fresh" : before.get()), folder.resolve(after)));
    }

    /** The state that was saved last on the way to this one; {@link #FRESH} where none was. */
    private Optional<String> saved(String name) throws IOException {
        String at = checked(name);
        while (!at.equals(FRESH)) {
            // The values in it may be any bytes.
            try (BufferedReader text = Files.newBufferedReader(file(at, ".sh"), ISO_8859_1)) {
                String from = text.readLine();
                if (from == null || !from.startsWith(FROM)) {
                    return Optional.empty();
                }
                if (text.read() >= 0) {
                    return Optional.of(at);
                }
                at = from.substring(FROM.length());
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        }
        return Optional.of(FRESH);
    }

    private static void make(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, OURS_ALONE);
        Files.writeString(file, text);
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
