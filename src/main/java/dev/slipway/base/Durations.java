package dev.slipway.base;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The durations of the format: {@code 500ms 90s 5m 2h 1d}, and sums from large to small such as {@code 1m30s}. */
public final class Durations {
    private static final Pattern WHOLE =
            Pattern.compile("(?=\\d)(\\d{1,9}d)?(\\d{1,9}h)?(\\d{1,9}m)?(\\d{1,9}s)?(\\d{1,9}ms)?");
    private static final Pattern PIECE = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private Durations() {}

    public static Optional<Duration> parse(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        Duration sum = Duration.ZERO;
        Matcher piece = PIECE.matcher(text);
        while (piece.find()) {
            sum = sum.plus(of(Long.parseLong(piece.group(1)), piece.group(2)));
        }
        return Optional.of(sum);
    }

    /** As {@link #parse} reads it: {@code 1m30s}; {@code 0s} for nothing. */
    public static String show(Duration time) {
        StringBuilder out = new StringBuilder();
        piece(out, time.toDays(), "d");
        piece(out, time.toHoursPart(), "h");
        piece(out, time.toMinutesPart(), "m");
        piece(out, time.toSecondsPart(), "s");
        piece(out, time.toMillisPart(), "ms");
        return out.isEmpty() ? "0s" : out.toString();
    }

    private static void piece(StringBuilder out, long count, String unit) {
        if (count > 0) {
            out.append(count).append(unit);
        }
    }

    private static Duration of(long count, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> throw new IllegalArgumentException("not a unit of time: " + unit);
        };
    }
}
