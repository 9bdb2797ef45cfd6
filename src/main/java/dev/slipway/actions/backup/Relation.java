package dev.slipway.actions.backup;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is expected of an answer: a value, a comparison of numbers, or that there is none. */
sealed interface Relation {

    record Equal(String value) implements Relation {}

    record Compared(Sign sign, BigDecimal number) implements Relation {}

    record Within(BigDecimal percent, BigDecimal number) implements Relation {}

    record NoRows() implements Relation {}

    enum Sign {
        NOT("!="),
        AT_LEAST(">="),
        MORE(">"),
        AT_MOST("<="),
        LESS("<");

        private final String written;

        Sign(String written) {
            this.written = written;
        }
    }

    Pattern COMPARED = Pattern.compile("(!=|>=|<=|>|<)\\s*(.*)");
    Pattern WITHIN = Pattern.compile("within\\s+(\\d+(?:\\.\\d+)?)\\s*%\\s+of\\s+(.+)");

    /** Empty: one of its numbers is none. */
    static Optional<Relation> parse(String text) {
        String written = text.strip();
        if (written.equals("no rows")) {
            return Optional.of(new NoRows());
        }
        Matcher compared = COMPARED.matcher(written);
        if (compared.matches()) {
            Sign sign = List.of(Sign.values()).stream()
                    .filter(each -> each.written.equals(compared.group(1)))
                    .findFirst()
                    .orElseThrow();
            return number(compared.group(2)).map(number -> new Compared(sign, number));
        }
        Matcher within = WITHIN.matcher(written);
        if (within.matches()) {
            return number(within.group(2)).map(number -> new Within(new BigDecimal(within.group(1)), number));
        }
        return Optional.of(
                new Equal(written.startsWith("= ") ? written.substring(2).strip() : text));
    }

    static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text.strip()));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    default boolean holds(String answer) {
        return switch (this) {
            case NoRows() -> answer.isEmpty();
            case Equal(String value) -> value.equals(answer);
            case Compared(Sign sign, BigDecimal wanted) ->
                number(answer)
                        .filter(found -> compared(sign, found.compareTo(wanted)))
                        .isPresent();
            case Within(BigDecimal percent, BigDecimal wanted) ->
                number(answer)
                        .filter(found -> found.subtract(wanted)
                                        .abs()
                                        .multiply(BigDecimal.valueOf(100))
                                        .compareTo(wanted.abs().multiply(percent))
                                <= 0)
                        .isPresent();
        };
    }

    private static boolean compared(Sign sign, int order) {
        return switch (sign) {
            case NOT -> order != 0;
            case AT_LEAST -> order >= 0;
            case MORE -> order > 0;
            case AT_MOST -> order <= 0;
            case LESS -> order < 0;
        };
    }
}
