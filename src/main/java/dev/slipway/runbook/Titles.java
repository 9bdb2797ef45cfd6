package dev.slipway.runbook;

import java.util.Optional;

/** What a step is called: its first comment that is not a shebang, else its list item, else its heading. */
final class Titles {
    private Titles() {}

    static String of(String body, Where where) {
        return firstComment(body)
                .or(() -> where.items().reversed().stream()
                        .filter(item -> !item.isEmpty())
                        .findFirst())
                .orElse(where.section().title);
    }

    private static Optional<String> firstComment(String body) {
        return body.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("#") && !line.startsWith("#!") && !line.startsWith("# shellcheck"))
                .map(line -> line.replaceFirst("^#+", "").strip())
                .filter(line -> line.codePoints().anyMatch(Character::isLetterOrDigit))
                .findFirst();
    }
}
