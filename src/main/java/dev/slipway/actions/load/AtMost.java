package dev.slipway.actions.load;

import dev.slipway.judge.Said;
import dev.slipway.parameters.Doc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a load may cost. */
public record AtMost(
        @Doc("Requests that may fail, such as 1%") Optional<Allowed> errors,

        @Doc("The time of half of the requests") Optional<Duration> p50,

        @Doc("The time of 90 of 100 requests") Optional<Duration> p90,

        @Doc("The time of 95 of 100 requests") Optional<Duration> p95,

        @Doc("The time of 99 of 100 requests") Optional<Duration> p99,

        @Doc("The longest time") Optional<Duration> max) {

    public AtMost {
        if (List.of(p50, p90, p95, p99, max).stream()
                .anyMatch(time -> time.filter(Duration::isZero).isPresent())) {
            throw new IllegalArgumentException("a time of 'at-most' is 0: no answer comes in no time");
        }
    }

    /** In the order in which people read them. */
    Map<Measure, Duration> times() {
        Map<Measure, Duration> all = new EnumMap<>(Measure.class);
        p50.ifPresent(time -> all.put(Measure.P50, time));
        p90.ifPresent(time -> all.put(Measure.P90, time));
        p95.ifPresent(time -> all.put(Measure.P95, time));
        p99.ifPresent(time -> all.put(Measure.P99, time));
        max.ifPresent(time -> all.put(Measure.MAX, time));
        return all;
    }

    /** What is broken, in the words of an operator; empty when nothing is. */
    List<String> broken(Counts figures) {
        List<String> all = new ArrayList<>();
        errors.filter(allowed -> figures.errorRate() > allowed.share())
                .ifPresent(allowed -> all.add("%d of %d requests failed (%s), where %s is the most"
                        .formatted(
                                figures.errors(), figures.requests(), Said.rate(figures.errorRate()), said(allowed))));
        times().forEach((measure, limit) -> figures.time(measure)
                .filter(seconds -> seconds > limit.toNanos() / 1e9)
                .ifPresent(seconds -> all.add("%s is %s, where %s is the most"
                        .formatted(measure.word(), Said.time(seconds), Said.time(limit.toNanos() / 1e9)))));
        return all;
    }

    private static String said(Allowed allowed) {
        return allowed.share() == 0 ? "none" : Said.rate(allowed.share());
    }
}
