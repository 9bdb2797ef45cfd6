package dev.slipway.judge;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;

/** Figures as people read them. */
public final class Said {
    private Said() {}

    /** Two digits that say something: {@code 7.9 %}, {@code 12 %}, {@code 0.1 %}, {@code 0.085 %}. */
    public static String rate(double rate) {
        return digits(rate * 100) + " %";
    }

    /** {@code 812 ms}, {@code 1.4 s}. */
    public static String time(double seconds) {
        if (Double.isInfinite(seconds)) {
            return "more than its last bucket";
        }
        return seconds < 1 ? digits(seconds * 1000) + " ms" : digits(seconds) + " s";
    }

    /** {@code 2.5x}. */
    public static String factor(double factor) {
        return rounded(factor, 3) + "x";
    }

    /** {@code 9 s}, {@code 4m10s}. */
    public static String duration(Duration time) {
        long seconds = Math.round(time.toMillis() / 1000.0);
        if (seconds >= 3600) {
            return "%dh%02dm".formatted(seconds / 3600, seconds / 60 % 60);
        }
        return seconds >= 60 ? "%dm%02ds".formatted(seconds / 60, seconds % 60) : seconds + " s";
    }

    /** As nobody would count: {@code 900}, {@code 18000}. */
    public static long about(long count) {
        return count < 10
                ? count
                : new BigDecimal(count)
                        .round(new MathContext(2, RoundingMode.CEILING))
                        .longValueExact();
    }

    private static String digits(double value) {
        return value >= 100 ? Long.toString(Math.round(value)) : rounded(value, 2);
    }

    private static String rounded(double value, int digits) {
        return new BigDecimal(value)
                .round(new MathContext(digits, RoundingMode.HALF_UP))
                .stripTrailingZeros()
                .toPlainString();
    }
}
