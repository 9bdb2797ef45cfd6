package dev.slipway.places.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The constant shell texts. */
final class Texts {
    static final String INSIDE = text("inside.sh");
    static final String AROUND = text("around.sh");
    static final String COLLECT = text("collect.sh");
    static final String SWEEP = text("sweep.sh");
    static final String PROBE = text("probe.sh");

    private Texts() {}

    private static String text(String name) {
        try (InputStream in = Texts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + name);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
