package dev.slipway.places.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.slipway.hands.Place.SessionUse;
import dev.slipway.hands.Place.Shell;
import dev.slipway.hands.Place.Shell.Dialect;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The saved states of a run's sessions. A state is {@code NAME.sh}, whose first line names the state that it came from: it
 * stands for that one while nothing was saved, as when a step ended in {@code exec}. What only bash knows is in
 * {@code NAME.bash}, which is there only when there is any. Of a step that changes nothing the state is {@code NAME.script}, which
 * is the step's script by another name: its last line names the state before.
 */
record Sessions(Path folder) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9@._-]*");
    private static final String FRESH = "";
    private static final String FROM = "# from ";
    private static final String LINK = ".script";

    /**
     * @param before where the state before is read from; empty where the session is fresh
     * @param after the state that the step leaves
     * @param saves whether the step saves it itself; else it changes nothing, and the state is there before it begins
     * @param note the last line of the step's script, where the state after is nothing but the one before
     */
    record Prepared(
            Optional<Path> before, Path after, boolean saves, Optional<String> note, String state, Shell shell) {
        /** Where there is no state a shell finds no file. */
        Path read() {
            return before.orElse(after.resolveSibling(".fresh"));
        }
    }

    /** Empty when the state before is not known here. Writes nothing. */
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
        boolean same = steady && (use.keepsDirectory() || before.equals(FRESH));
        return Optional.of(new Prepared(
                before.equals(FRESH) ? Optional.empty() : Optional.of(folder.resolve(before)),
                folder.resolve(after),
                !steady,
                same ? Optional.of("\n" + FROM + before + "\n") : Optional.empty(),
                steady && !same ? elsewhere(before) : from(before),
                shell));
    }

    /** Before the step begins, in whose script its note is. A link needs no new file, which some file systems are slow to make. */
    void keep(Prepared session, Path script) throws IOException {
        String after = String.valueOf(session.after().getFileName());
        if (session.note().isPresent() && link(file(after, LINK), script)) {
            return;
        }
        make(file(after, ".sh"), session.state().getBytes(ISO_8859_1));
        if (!session.saves()) {
            return;
        }
        Path bash = file(after, ".bash");
        Files.deleteIfExists(bash);
        if (session.shell().dialect() == Dialect.SH && session.before().isPresent()) {
            Path others = file(String.valueOf(session.before().get().getFileName()), ".bash");
            if (Files.exists(others)) {
                Files.createLink(bash, others);
            }
        }
    }

    private boolean link(Path link, Path script) throws IOException {
        try {
            Files.createLink(link, script);
            return true;
        } catch (NoSuchFileException e) {
            if (Files.isDirectory(folder)) {
                throw e;
            }
            OurFiles.folder(folder);
            return link(link, script);
        } catch (FileSystemException | UnsupportedOperationException _) {
            // Not on this file system, or made before: then by a file of its own, which is looked at first.
            return false;
        }
    }

    private static String from(String before) {
        return FROM + before + "\n";
    }

    /** The state before, but for the directory: the step stands in the place's own again. */
    private String elsewhere(String before) throws IOException {
        String state = Files.readString(file(before, ".sh"), ISO_8859_1);
        return FROM + before + state.substring(state.indexOf('\n')) + "__slipway_cwd=\n";
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
            } catch (NoSuchFileException _) {
                Optional<String> from = noted(at);
                if (from.isEmpty()) {
                    return Optional.empty();
                }
                at = from.get();
            }
        }
        return Optional.of(FRESH);
    }

    /** The state that the script of a step says in its last line. */
    private Optional<String> noted(String name) throws IOException {
        try {
            String script = Files.readString(file(name, LINK), ISO_8859_1);
            int line = script.lastIndexOf('\n' + FROM);
            return line >= 0 && script.indexOf('\n', line + 1) == script.length() - 1
                    ? Optional.of(script.substring(line + 1 + FROM.length(), script.length() - 1))
                    : Optional.empty();
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
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
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a session's state: " + name);
        }
        return name;
    }
}
