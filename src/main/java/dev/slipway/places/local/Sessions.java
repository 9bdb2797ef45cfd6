package dev.slipway.places.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.slipway.hands.Place.SessionUse;
import dev.slipway.hands.Place.Shell;
import dev.slipway.hands.Place.Shell.Dialect;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The saved states of a run's sessions. A state is {@code NAME.sh}, whose first line names the state that it came from: it
 * stands for that one while nothing was saved, as when a step ended in {@code exec}. What only bash knows is in
 * {@code NAME.bash}, which is there only when there is any.
 */
record Sessions(Path folder) {
    private static final String FRESH = "";
    private static final String FROM = "# from ";

    /**
     * @param before where the state before is read from; a file that is not there where the session is fresh
     * @param after where the step saves its state; empty when it changes nothing, and the state is saved already
     */
    record Prepared(Path before, Optional<Path> after) {}

    /** Empty when the state before is not known here. */
    Optional<Prepared> prepare(SessionUse use, Shell shell, boolean functionsGiven) throws IOException {
        Optional<String> from =
                use.before().isEmpty() ? Optional.of(FRESH) : saved(use.before().get());
        if (from.isEmpty()) {
            return Optional.empty();
        }
        String before = from.get();
        String after = checked(use.after());
        boolean functions = functionsGiven || (!before.equals(FRESH) && Files.exists(file(before, ".bash")));
        boolean steady = !functions && shell.dialect() == Dialect.BASH && Changeless.is(shell.text());
        make(file(after, ".sh"), steady ? unchanged(before, use.keepsDirectory()) : from(before));
        Path bash = file(after, ".bash");
        Files.deleteIfExists(bash);
        if (shell.dialect() == Dialect.SH && !before.equals(FRESH) && Files.exists(file(before, ".bash"))) {
            Files.createLink(bash, file(before, ".bash"));
        }
        return Optional.of(new Prepared(
                folder.resolve(before.equals(FRESH) ? ".fresh" : before),
                steady ? Optional.empty() : Optional.of(folder.resolve(after))));
    }

    private static byte[] from(String before) {
        return (FROM + before + "\n").getBytes(ISO_8859_1);
    }

    /** The state that is left by a step that changes nothing, but for the directory where the step stood. */
    private byte[] unchanged(String before, boolean keepsDirectory) throws IOException {
        if (keepsDirectory || before.equals(FRESH)) {
            return from(before);
        }
        String state = Files.readString(file(before, ".sh"), ISO_8859_1);
        return (FROM + before + state.substring(state.indexOf('\n')) + "__slipway_cwd=\n").getBytes(ISO_8859_1);
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

    /** Anew where it was made before: what is linked to it must not change. */
    private void make(Path file, byte[] content) throws IOException {
        try {
            OurFiles.writeNew(file, content);
        } catch (FileAlreadyExistsException _) {
            Files.delete(file);
            OurFiles.writeNew(file, content);
        } catch (NoSuchFileException _) {
            OurFiles.folder(folder);
            OurFiles.writeNew(file, content);
        }
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
