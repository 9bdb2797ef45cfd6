package dev.slipway.flags;

import dev.slipway.base.Data;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Truth, equality and numbers as JsonLogic takes them over from JavaScript. */
final class Loose {
    /** What is longer is no number that anybody has written, and reckoning with it would take for ever. */
    private static final int LONGEST = 40;

    private Loose() {}

    static boolean isTrue(Data data) {
        return switch (data) {
            case Data.Bool(boolean value) -> value;
            case Data.Num(BigDecimal value) -> value.signum() != 0;
            case Data.Text(String value) -> !value.isEmpty();
            case Data.Nothing _ -> false;
            case Data.Listing(List<Data> items) -> !items.isEmpty();
            case Data.Mapping _ -> true;
        };
    }

    static boolean same(Data one, Data other) {
        if (one instanceof Data.Num(BigDecimal left) && other instanceof Data.Num(BigDecimal right)) {
            return left.compareTo(right) == 0;
        }
        return one.equals(other);
    }

    /** A text that is a number equals that number; nothing equals nothing else. */
    static boolean equal(Data one, Data other) {
        if (one.getClass() == other.getClass() || one instanceof Data.Nothing || other instanceof Data.Nothing) {
            return same(one, other);
        }
        Optional<BigDecimal> left = number(one);
        Optional<BigDecimal> right = number(other);
        return left.isPresent() && right.isPresent() && left.get().compareTo(right.get()) == 0;
    }

    /** A number of millions of digits stays in its short form. */
    static String text(Data data) {
        return data instanceof Data.Num && number(data).isEmpty() ? data.json() : data.plain();
    }

    static Optional<BigDecimal> number(Data data) {
        return switch (data) {
            case Data.Num(BigDecimal value) ->
                Math.abs((long) value.scale()) > 1000 ? Optional.empty() : Optional.of(value);
            case Data.Bool(boolean value) -> Optional.of(value ? BigDecimal.ONE : BigDecimal.ZERO);
            case Data.Text(String value) -> parsed(value.strip());
            case Data.Nothing _ -> Optional.of(BigDecimal.ZERO);
            case Data.Listing _, Data.Mapping _ -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> parsed(String text) {
        if (text.isEmpty()) {
            return Optional.of(BigDecimal.ZERO);
        }
        return text.length() <= LONGEST && text.matches("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?")
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }
}
