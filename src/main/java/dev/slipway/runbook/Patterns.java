package dev.slipway.runbook;

import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The regular expressions of a runbook: Java's, and always for the whole value. */
public final class Patterns {
    /** A careless expression takes exponential time; honest ones stay far below this. */
    private static final int MOST_READS = 2_000_000;

    private Patterns() {}

    static Optional<Phrase> check(Phrase pattern, List<Problem> problems) {
        try {
            Pattern.compile(pattern.text());
            return Optional.of(pattern);
        } catch (PatternSyntaxException e) {
            problems.add(new Problem(
                    pattern.span(),
                    "this is not a regular expression: " + said(e.getDescription()),
                    "In single quotes a backslash is a backslash: 'v\\d+\\.\\d+'"));
            return Optional.empty();
        }
    }

    /** The JDK's own words name the fault better than we could guess it. */
    private static String said(String description) {
        String line = description.lines().findFirst().orElse("");
        return line.isEmpty() ? "unknown" : line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1);
    }

    /** Whether the whole value matches; a value on which the expression runs away does not. */
    public static boolean match(String pattern, String value) {
        try {
            return Pattern.compile(pattern).matcher(new Counted(value)).matches();
        } catch (RanAway | StackOverflowError _) {
            return false; // the JDK's matcher recurses: on a long value even a harmless alternation can overflow
        }
    }

    private static final class Counted implements CharSequence {
        private final String text;
        private int reads;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++reads > MOST_READS) {
                throw new RanAway();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class RanAway extends IllegalStateException {
        private RanAway() {
            super("a regular expression ran away");
        }
    }
}
