package dev.slipway.runbook;

import dev.slipway.base.Nearest;
import dev.slipway.base.Phrase;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What inputs and variables ask of a value. The answer is one clause without a subject, empty for a value that will do. */
public final class ValueRules {
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,30}(\\.[0-9]{1,30})?");

    private ValueRules() {}

    /** {@code '1.2' does not match the pattern v\d+}. */
    public static Optional<String> breach(FrontMatter.Input input, String value) {
        String shown = "'" + YamlMistakes.brief(value) + "'";
        Optional<String> ofType = switch (input.type()) {
            case TEXT -> Optional.empty();
            case BOOLEAN -> when(!value.equals("true") && !value.equals("false"), shown + " is not true or false");
            case NUMBER -> when(number(value).isEmpty(), shown + " is not a number");
        };
        return ofType.or(() -> input.pattern()
                        .flatMap(pattern -> unlike(pattern, value))
                        .map(rest -> shown + " " + rest))
                .or(() -> otherThan(input.oneOf(), value).map(rest -> shown + " " + rest));
    }

    /** {@code Did you mean 'compose'?}, or the empty text. */
    public static String nearest(FrontMatter.Input input, String value) {
        return Nearest.didYouMean(value, texts(input.oneOf()));
    }

    /** Never holds the value: {@code has 12 characters and needs 50}. */
    public static Optional<String> breach(FrontMatter.Variable variable, String value) {
        int length = value.codePointCount(0, value.length());
        return variable.minLength()
                .filter(least -> length < least)
                .map(least -> "has " + length + " characters and needs " + least)
                .or(() -> variable.pattern().flatMap(pattern -> unlike(pattern, value)))
                .or(() -> variable.url()
                        .filter(scheme -> !hasScheme(value, scheme.text()))
                        .map(scheme -> "is not a URL that begins with " + scheme.text() + "://"))
                .or(() -> otherThan(variable.oneOf(), value));
    }

    /** Of a length that people write: BigDecimal would take 1e999999999 too, whose plain text fills the memory. */
    public static Optional<BigDecimal> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    private static boolean hasScheme(String value, String scheme) {
        String start = scheme + "://";
        return value.length() > start.length() && value.regionMatches(true, 0, start, 0, start.length());
    }

    private static Optional<String> unlike(Phrase pattern, String value) {
        return when(!Patterns.match(pattern.text(), value), "does not match the pattern " + pattern);
    }

    private static Optional<String> otherThan(List<Phrase> oneOf, String value) {
        return when(
                !oneOf.isEmpty() && !texts(oneOf).contains(value), "is not one of " + String.join(", ", texts(oneOf)));
    }

    private static List<String> texts(List<Phrase> phrases) {
        return phrases.stream().map(Phrase::text).toList();
    }

    private static Optional<String> when(boolean breach, String says) {
        return breach ? Optional.of(says) : Optional.empty();
    }
}
