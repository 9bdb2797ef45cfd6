package dev.slipway.runbook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Tables of texts: {@code == name}, the input, {@code -->}, what is expected of it. */
final class Cases {
    private Cases() {}

    record Case(String name, String input, String expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> of(String resource) {
        List<Case> cases = new ArrayList<>();
        for (String piece : text(resource).split("(?m)^== ", -1)) {
            if (!piece.isBlank()) {
                int line = piece.indexOf('\n');
                String[] halves = piece.substring(line + 1).split("(?m)^-->\\n?", 2);
                cases.add(new Case(piece.substring(0, line), halves[0], halves.length > 1 ? halves[1].strip() : ""));
            }
        }
        return cases;
    }

    static String text(String resource) {
        try (InputStream in =
                Objects.requireNonNull(Cases.class.getResourceAsStream("/runbook/" + resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
