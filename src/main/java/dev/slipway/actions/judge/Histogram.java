package dev.slipway.actions.judge;

import dev.slipway.judge.Grid;
import dev.slipway.judge.Times;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A histogram of buckets that each count all below them, put together from {@code …_bucket{le="0.25"}}. */
final class Histogram {
    private final Map<Double, Growth> growths = new HashMap<>();

    /** Empty where nothing is counted in buckets. */
    Optional<Times> add(List<Series> buckets) {
        Map<Double, List<Series>> byBound = buckets.stream()
                .filter(series -> Exposition.number(series.label("le")).isPresent())
                .collect(Collectors.groupingBy(
                        series -> Exposition.number(series.label("le")).orElseThrow(),
                        TreeMap::new,
                        Collectors.toList()));
        if (byBound.isEmpty()) {
            return Optional.empty();
        }
        List<Double> bounds = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        long before = 0;
        for (Map.Entry<Double, List<Series>> each : byBound.entrySet()) {
            double below =
                    growths.computeIfAbsent(each.getKey(), _ -> new Growth()).add(each.getValue());
            // One bucket may be read a moment before the next one.
            long here = Math.max(before, Math.round(below));
            counts.add(here - before);
            before = here;
            if (!each.getKey().isInfinite()) {
                bounds.add(each.getKey());
            }
        }
        return Optional.of(Times.of(
                Grid.of(bounds.stream().mapToDouble(Double::doubleValue).toArray()),
                counts.stream().mapToLong(Long::longValue).toArray()));
    }
}
