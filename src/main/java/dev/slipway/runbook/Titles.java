package dev.slipway.runbook;

import java.util.Optional;

/** What a step is called: its first comment that is not a shebang, else its list item, else its heading, else its words. */
final class Titles {
    private static final int LONGEST = 60;

    private Titles() {}

    static String of(String body, Where where) {
        return firstComment(body)
                .or(() -> where.items().reversed().stream()
                        .filter(item -> !item.isEmpty())
                        .findFirst())
                .or(() -> Optional.of(where.section().title).filter(title -> !title.isEmpty()))
                .orElseGet(() -> firstWords(body));
    }

    /** Above the first heading there is nothing else to call a step by. */
    private static String firstWords(String body) {
        String line = body.lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .findFirst()
                .orElse("");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST).strip() + "…";
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
