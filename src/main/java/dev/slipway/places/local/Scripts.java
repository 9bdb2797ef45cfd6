package dev.slipway.places.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.base.Digest;
import dev.slipway.hands.Place.Shell.Dialect;
import dev.slipway.sessions.SessionScripts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The constant shell texts, as files in a folder named by their digest: another version of Slipway never changes what runs
 * already.
 */
record Scripts(Path supervise, Path bash, Path sh, Path keep, Path fork) {
    private static final String[] NAMES = {"supervise.sh", "session.bash", "session.sh", "keep.sh", "fork.bash"};

    static Scripts install(Path state) throws IOException {
        String[] texts = new String[NAMES.length];
        for (int i = 0; i < NAMES.length; i++) {
            texts[i] = switch (NAMES[i]) {
                case "session.bash" -> SessionScripts.text(Dialect.BASH);
                case "session.sh" -> SessionScripts.text(Dialect.SH);
                default -> text(NAMES[i]);
            };
        }
        String digest = Digest.of(String.join("\0", texts)).toString().replaceAll("[^0-9a-f]", "");
        Path folder = state.resolve("lib").resolve(digest.substring(digest.length() - 12));
        Files.createDirectories(folder);
        for (int i = 0; i < NAMES.length; i++) {
            if (!Files.exists(folder.resolve(NAMES[i]))) {
                Path draft = Files.createTempFile(folder, NAMES[i], ".new");
                Files.writeString(draft, texts[i]);
                Files.move(draft, folder.resolve(NAMES[i]), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return new Scripts(
                folder.resolve(NAMES[0]),
                folder.resolve(NAMES[1]),
                folder.resolve(NAMES[2]),
                folder.resolve(NAMES[3]),
                folder.resolve(NAMES[4]));
    }

    private static String text(String name) {
        try (InputStream in = Scripts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + name);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
