package dev.slipway.adopt;

import dev.slipway.runbook.ReservedNames;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Names that nobody else has yet, made of words of the document. */
final class Names {
    private static final int LONGEST = 38;
    /** Expressions begin with these. */
    private static final Set<String> TAKEN = Set.of(
            "inputs",
            "environment",
            "env",
            "steps",
            "last",
            "previous",
            "true",
            "false",
            "null",
            "in",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace_",
            "return",
            "var",
            "void",
            "while");

    private final Set<String> given = new HashSet<>();

    /** For procedures and sections: {@code database-lost}. */
    String hyphened(String words, String otherwise) {
        return fresh(slug(words, "-", otherwise), "-");
    }

    /** For inputs and steps: {@code backup_file}. */
    String underscored(String words, String otherwise) {
        return fresh(slug(words, "_", otherwise), "_");
    }

    private String fresh(String name, String between) {
        String found = name;
        for (int i = 2; !given.add(found); i++) {
            found = name + between + i;
        }
        return found;
    }

    void take(String name) {
        given.add(name);
    }

    static String slug(String words, String between, String otherwise) {
        String plain = words.toLowerCase(Locale.ROOT)
                .replaceFirst("^\\W*(step|phase|stage|issue|problem|option|scenario)?\\s*[\\d.]+\\s*[:.)-]*\\s*", "")
                .replaceAll("\\([^)]*\\)", " ")
                .replaceAll("['’`]", "")
                .replaceAll("[^a-z0-9]+", between);
        String trimmed = trim(plain, between);
        if (trimmed.length() > LONGEST) {
            int cut = trimmed.lastIndexOf(between, LONGEST);
            trimmed = trim(trimmed.substring(0, cut > 8 ? cut : LONGEST), between);
        }
        boolean usable = trimmed.matches("[a-z].*")
                && !TAKEN.contains(trimmed)
                && !List.of("undo", "pause", "go-on").contains(trimmed);
        return usable
                ? trimmed
                : trimmed.isEmpty() || trimmed.equals(otherwise) ? otherwise : otherwise + between + trimmed;
    }

    private static String trim(String text, String between) {
        String trimmed = text;
        while (trimmed.startsWith(between)) {
            trimmed = trimmed.substring(1);
        }
        while (trimmed.endsWith(between)) {
            trimmed = trimmed.substring(0, trimmed.length() - 1);
        }
        return trimmed;
    }

    /** An input of this name, where the variable that it gives is free. */
    static String input(String words) {
        String name = slug(words, "_", "value");
        Optional<ReservedNames.Reserved> reserved = ReservedNames.covering(ReservedNames.variableOf(name));
        return reserved.isPresent() ? trim("the_" + name, "_") : name;
    }
}
