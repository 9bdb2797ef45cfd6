package dev.slipway.runbook;

import dev.slipway.base.Data;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** What YAML 1.2's core schema makes of a plain scalar: {@code yes} and {@code 12:30} are text, {@code 0o17} is a number. */
final class CoreSchema {
    /** Longer ones are no quantities but identifiers that should have been quoted; it also bounds the work on each. */
    private static final int LONGEST_NUMBER = 64;

    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern UNBOUNDED = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
    private static final Pattern HUGE_EXPONENT = Pattern.compile(".*[eE][-+]?[0-9]{4,}");

    private CoreSchema() {}

    /** Empty for a number that is no quantity: infinite, or too long to be meant as one. */
    static Optional<Data> read(String plain) {
        return switch (plain) {
            case "", "~", "null", "Null", "NULL" -> Optional.of(Data.nothing());
            case "true", "True", "TRUE" -> Optional.of(Data.of(true));
            case "false", "False", "FALSE" -> Optional.of(Data.of(false));
            default -> looksNumeric(plain) ? number(plain) : Optional.of(Data.of(plain));
        };
    }

    private static boolean looksNumeric(String plain) {
        char first = plain.charAt(0);
        return first == '-' || first == '+' || first == '.' || (first >= '0' && first <= '9');
    }

    private static Optional<Data> number(String plain) {
        if (UNBOUNDED.matcher(plain).matches()) {
            return Optional.empty();
        }
        if (OCTAL.matcher(plain).matches()) {
            return whole(plain, 8);
        }
        if (HEXADECIMAL.matcher(plain).matches()) {
            return whole(plain, 16);
        }
        if (!DECIMAL.matcher(plain).matches()) {
            return Optional.of(Data.of(plain));
        }
        return plain.length() > LONGEST_NUMBER || HUGE_EXPONENT.matcher(plain).matches()
                ? Optional.empty()
                : Optional.of(new Data.Num(new BigDecimal(plain)));
    }

    private static Optional<Data> whole(String plain, int radix) {
        return plain.length() > LONGEST_NUMBER
                ? Optional.empty()
                : Optional.of(new Data.Num(new BigDecimal(new BigInteger(plain.substring(2), radix))));
    }
}
