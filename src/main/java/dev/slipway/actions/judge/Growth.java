package dev.slipway.actions.judge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sum of counters that may begin anew, each for itself: a process that restarts counts from 0, and a new one is added. Never
 * falls. What a counter had when it was first seen counts; only growth between two looks is used.
 */
final class Growth {
    private final Map<Series, Double> last = new HashMap<>();
    private double total;

    double add(List<Series> seen) {
        for (Series series : seen) {
            double value = series.value();
            if (Double.isNaN(value) || value < 0) {
                continue;
            }
            Series key = new Series(series.name(), series.labels(), 0);
            Double before = last.put(key, value);
            total += before == null || value < before ? value : value - before;
        }
        return total;
    }
}
