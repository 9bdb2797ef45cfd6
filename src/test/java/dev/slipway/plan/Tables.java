package dev.slipway.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Tables of texts: {@code == name}, what is given, {@code -->}, what comes of it. */
public final class Tables {
    private Tables() {}

    public record Case(String name, String given, String expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    public static List<Case> of(String resource) {
        List<Case> cases = new ArrayList<>();
        for (String piece : text(resource).split("(?m)^== ", -1)) {
            if (!piece.isBlank()) {
                int line = piece.indexOf('\n');
                String[] halves = piece.substring(line + 1).split("(?m)^-->\\n?", 2);
                cases.add(new Case(
                        piece.substring(0, line), halves[0], halves.length > 1 ? halves[1].stripTrailing() : ""));
            }
        }
        return cases;
    }

    /** The table as it would be if what comes were expected: for whoever changes it, to be read and copied. */
    public static void write(String resource, UnaryOperator<String> coming) {
        StringBuilder out = new StringBuilder();
        for (Case each : of(resource)) {
            out.append("== ")
                    .append(each.name())
                    .append('\n')
                    .append(each.given())
                    .append("-->\n");
            out.append(coming.apply(each.given())).append("\n\n");
        }
        try {
            Path file = Path.of("target/tables", resource);
            Files.createDirectories(file.getParent());
            Files.writeString(file, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String resource) {
        try (InputStream in = Objects.requireNonNull(Tables.class.getResourceAsStream("/plan/" + resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
