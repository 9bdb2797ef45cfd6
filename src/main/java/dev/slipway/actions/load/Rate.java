package dev.slipway.actions.load;

import dev.slipway.parameters.Written;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many requests are planned in a time: {@code 50/s}, {@code 90/m}; a bare number is a second's. */
@Written(value = "rate", orNumber = true)
public record Rate(double perSecond) {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)(?:/([smh]))?");
    private static final double MOST = 20_000;
    private static final double NANOS = Duration.ofSeconds(1).toNanos();

    /** Throws {@link IllegalArgumentException} with one sentence. */
    public static Rate of(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a rate. Such as 50/s, 90/m or 0.5/s.");
        }
        double seconds = switch (written.group(2)) {
            case "m" -> 60;
            case "h" -> 3600;
            case null, default -> 1;
        };
        double perSecond = new BigDecimal(written.group(1)).doubleValue() / seconds;
        if (perSecond == 0) {
            throw new IllegalArgumentException("a rate of 0 asks nothing");
        }
        if (perSecond > MOST) {
            throw new IllegalArgumentException("'" + text + "' is more than 20000/s, the most that load.http plans");
        }
        return new Rate(perSecond);
    }

    /** How many are planned from the beginning to before the end of this time; at least one. */
    long within(Duration time) {
        return Math.max(1, (long) Math.ceil(time.toNanos() / NANOS * perSecond - 1e-9));
    }

    /** When a request is planned, in nanoseconds from the beginning. */
    long instant(long number) {
        return (long) (number / perSecond * NANOS);
    }
}
