package dev.slipway.runbook;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The anchors that GitHub gives to headings. */
public final class Anchors {
    private Anchors() {}

    /**
     * Lower case; letters, marks, digits, connectors, hyphens and spaces stay; each space becomes a hyphen. Nothing is trimmed,
     * so that {@code 🚀 Launch} is {@code -launch}.
     */
    public static String of(String text) {
        StringBuilder anchor = new StringBuilder(text.length());
        text.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Anchors::stays)
                .forEach(c -> anchor.appendCodePoint(c == ' ' ? '-' : c));
        return anchor.toString();
    }

    private static boolean stays(int c) {
        return switch (Character.getType(c)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.CONNECTOR_PUNCTUATION -> true;
            default -> c == ' ' || c == '-' || Character.isAlphabetic(c);
        };
    }

    /**
     * The anchors under which GitHub reaches headings with these text-anchors, in document order: a repetition gets
     * {@code -1}, {@code -2} and so on, and skips what is taken.
     */
    static List<String> onThePage(List<String> textAnchors) {
        Map<String, Integer> last = new HashMap<>();
        Set<String> taken = new HashSet<>();
        return textAnchors.stream()
                .map(anchor -> {
                    String given = anchor;
                    while (!taken.add(given)) {
                        given = anchor + "-" + last.merge(anchor, 1, Integer::sum);
                    }
                    return given;
                })
                .toList();
    }
}
