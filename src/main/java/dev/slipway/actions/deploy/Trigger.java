package dev.slipway.actions.deploy;

import dev.slipway.base.Durations;
import dev.slipway.hands.Patience;
import dev.slipway.route.Counts;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A rule that takes a release back: {@code error-rate > 5%}, {@code p95 > 300ms}. */
sealed interface Trigger {
    Pattern WRITTEN = Pattern.compile("(error-rate|p50|p90|p95|p99)\\s*>\\s*(\\S+)");

    /** Of all requests of the version that came to an end, 5xx, no connection and no whole answer. */
    record FailuresAbove(double percent) implements Trigger {}

    record SlowerThan(int quantile, Duration limit) implements Trigger {}

    /** Throws {@link IllegalArgumentException} with one sentence. */
    static Trigger parse(String written) {
        Matcher matcher = WRITTEN.matcher(written.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + written + "' is not a trigger: write it as 'error-rate > 5%' or 'p95 > 300ms'");
        }
        String limit = matcher.group(2);
        if (matcher.group(1).equals("error-rate")) {
            if (!limit.matches("\\d{1,2}(\\.\\d{1,3})?%")) {
                throw new IllegalArgumentException("'" + limit + "' is not a rate: write it as 5% or 0.5%");
            }
            return new FailuresAbove(Double.parseDouble(limit.substring(0, limit.length() - 1)));
        }
        Duration time = Durations.parse(limit)
                .orElseThrow(
                        () -> new IllegalArgumentException("'" + limit + "' is not a duration: write 300ms or 2s"));
        return new SlowerThan(Integer.parseInt(matcher.group(1).substring(1)), time);
    }

    /** What was seen when it is too much, such as {@code 8.1 % of 412 requests failed, more than 5 %}. */
    default Optional<String> firedBy(Counts window) {
        return switch (this) {
            case FailuresAbove(double percent) ->
                rate(window) > percent
                        ? Optional.of(said(rate(window)) + " of " + window.requests() + " requests failed, more than "
                                + said(percent))
                        : Optional.empty();
            case SlowerThan(int quantile, Duration limit) -> {
                OptionalLong micros = window.latency()
                        .map(latency -> latency.quantile(quantile / 100.0))
                        .orElse(OptionalLong.empty());
                yield micros.isPresent() && micros.getAsLong() > limit.toNanos() / 1000
                        ? Optional.of(quantile + " % of " + window.requests() + " requests took up to "
                                + Patience.said(Duration.ofNanos(micros.getAsLong() * 1000)) + ", more than "
                                + Patience.said(limit))
                        : Optional.empty();
            }
        };
    }

    static double rate(Counts window) {
        return window.requests() == 0 ? 0 : 100.0 * window.failures() / window.requests();
    }

    static String said(double percent) {
        return percent == Math.rint(percent)
                ? String.format(Locale.ROOT, "%.0f %%", percent)
                : String.format(Locale.ROOT, "%.1f %%", percent);
    }
}
