package dev.slipway.actions.judge;

import dev.slipway.base.Data;
import dev.slipway.judge.Grid;
import dev.slipway.judge.Times;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Prometheus' native histograms, whose buckets grow by 2^(2^-schema), put on one grid: 16 bounds a doubling, and fewer where the
 * source itself is coarser. Counters that begin anew are carried on.
 */
final class NativeHistogram {
    private static final int FINEST = 4;
    private static final int LOWEST_OCTAVE = -20;
    private static final int OCTAVES = 34;

    private final Map<Integer, Growth> growths = new HashMap<>();
    private int schema = FINEST;

    Optional<Times> add(List<PrometheusServer.Found> found) {
        List<PrometheusServer.Found> histograms =
                found.stream().filter(each -> each.histogram().isPresent()).toList();
        if (histograms.isEmpty()) {
            return Optional.empty();
        }
        int before = schema;
        histograms.forEach(each -> buckets(each).forEach(bucket -> schema = Math.min(schema, schema(bucket))));
        if (schema != before) {
            // Counts on another grid cannot be carried on.
            growths.clear();
        }
        Grid grid = grid(schema);
        for (PrometheusServer.Found each : histograms) {
            // Summed on the grid first: Prometheus may join buckets of a series at any time.
            Map<Integer, Double> summed = new HashMap<>();
            buckets(each)
                    .forEach(bucket ->
                            summed.merge(grid.index(bucket.upper() * (1 - 1e-9)), bucket.count(), Double::sum));
            summed.forEach((index, count) -> growths.computeIfAbsent(index, _ -> new Growth())
                    .add(List.of(new Series("", each.series().labels(), count))));
        }
        long[] counts = new long[grid.size() + 1];
        growths.forEach((index, growth) -> counts[Math.min(index, grid.size())] += Math.round(growth.add(List.of())));
        return Optional.of(Times.of(grid, counts));
    }

    private record Bucket(double lower, double upper, double count) {}

    private static List<Bucket> buckets(PrometheusServer.Found found) {
        return PrometheusServer.items(PrometheusServer.at(found.histogram().orElseThrow(), "buckets")).stream()
                .map(PrometheusServer::items)
                .filter(parts -> parts.size() == 4)
                .map(parts -> new Bucket(number(parts.get(1)), number(parts.get(2)), number(parts.get(3))))
                .toList();
    }

    private static double number(Data data) {
        return Exposition.number(data.plain()).orElse(Double.NaN);
    }

    /** The bucket around zero has no growth. */
    private static int schema(Bucket bucket) {
        if (bucket.lower() <= 0) {
            return FINEST;
        }
        double octaves = Math.log(bucket.upper() / bucket.lower()) / Math.log(2);
        return Math.clamp(Math.round(-Math.log(octaves) / Math.log(2)), -4, FINEST);
    }

    private static Grid grid(int schema) {
        double perOctave = Math.pow(2, schema);
        int size = Math.max(1, (int) (OCTAVES * perOctave));
        double[] bounds = new double[size];
        for (int i = 0; i < size; i++) {
            bounds[i] = Math.pow(2, LOWEST_OCTAVE + (i + 1) / perOctave);
        }
        return Grid.of(bounds);
    }
}
