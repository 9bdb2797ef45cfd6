package dev.slipway.sessions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.hands.Place.Shell.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The texts that run a step in its session: {@code SCRIPT BEFORE AFTER KEEPS}. */
public final class SessionScripts {
    private SessionScripts() {}

    public static String text(Dialect dialect) {
        String name = switch (dialect) {
            case BASH -> "session.bash";
            case SH -> "session.sh";
        };
        try (InputStream in = SessionScripts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + name);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
