package dev.slipway.broken;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The table of broken runbooks; what it says of itself stands at its head. */
final class BrokenTable {
    private static final Path FILE = Path.of("src/test/resources/broken/runbooks.txt");
    private static final String FRONT = """
            ---
            title: Shop
            slipway:
              version: 1
              service: shop
              procedures: {release: {run: [steps]}}
            ---

            """;

    /** @param words what is typed after the document's name; {@code release} where nothing is said */
    record Broken(String name, String words, String document, String message) {
        String whole() {
            return document.startsWith("---\n") ? document : FRONT + document;
        }

        private String entry(String says) {
            String typed = words.isEmpty() ? "" : "$ " + words + "\n";
            return "== " + name + "\n" + typed + document + "-->\n" + says + "\n";
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private BrokenTable() {}

    static List<Broken> read() {
        List<String> pieces = List.of(text().split("(?m)^== "));
        return pieces.subList(1, pieces.size()).stream()
                .map(BrokenTable::broken)
                .toList();
    }

    private static Broken broken(String piece) {
        int line = piece.indexOf('\n');
        String[] halves = piece.substring(line + 1).split("(?m)^-->\\n", 2);
        String document = halves[0];
        String words = "";
        if (document.startsWith("$ ")) {
            words = document.substring(2, document.indexOf('\n'));
            document = document.substring(document.indexOf('\n') + 1);
        }
        return new Broken(piece.substring(0, line), words, document, halves[1].strip());
    }

    private static String text() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes this message into the table in the place of what stands there. */
    static void update(Broken broken, String message) throws IOException {
        String head = text().substring(0, text().indexOf("\n== ") + 1);
        String entries = read().stream()
                .map(each -> each.name().equals(broken.name())
                        ? each.entry(message + "\n")
                        : each.entry(each.message() + "\n"))
                .collect(Collectors.joining());
        Files.writeString(FILE, head + entries);
    }
}
