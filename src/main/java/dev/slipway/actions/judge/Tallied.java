package dev.slipway.actions.judge;

import dev.slipway.judge.Sample;
import dev.slipway.judge.Times;
import java.util.List;
import java.util.Optional;

/** One arm's counters, carried on over restarts. */
final class Tallied {
    private final Growth requests = new Growth();
    private final Growth failures = new Growth();
    private final Histogram histogram = new Histogram();

    /** @param times series of buckets; empty where there are none */
    Sample add(List<Series> all, List<Series> failed, List<Series> times) {
        long count = Math.round(requests.add(all));
        long bad = Math.min(count, Math.round(failures.add(failed)));
        return new Sample(count, bad, 0, histogram.add(times));
    }

    /** With times that were put together elsewhere. */
    Sample add(List<Series> all, List<Series> failed, Optional<Times> times) {
        Sample counted = add(all, failed, List.of());
        return times.map(counted::with).orElse(counted);
    }
}
