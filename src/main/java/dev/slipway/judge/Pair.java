package dev.slipway.judge;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Two bounds of a grid: where nobody is more than {@code factor} times slower, the candidate exceeds {@code y} no more often
 * than the baseline exceeds {@code x}.
 *
 * @param level the quantile of the baseline that is about at {@code x}
 */
record Pair(double level, Grid grid, int x, int y) {

    /** For detection: {@code y} is the first bound that is certainly far enough. Empty when the grid does not reach so far. */
    static Optional<Pair> atLeast(Grid grid, double level, double quantile, double factor) {
        return of(grid, level, quantile, x -> grid.atOrAbove(factor * grid.bound(x)));
    }

    /** For not being worse: {@code y} is the last bound that is certainly near enough. */
    static Optional<Pair> atMost(Grid grid, double level, double quantile, double factor) {
        return of(grid, level, quantile, x -> grid.atOrBelow(factor * grid.bound(x)));
    }

    private interface Choice {
        int y(int x);
    }

    private static Optional<Pair> of(Grid grid, double level, double quantile, Choice choice) {
        if (grid.size() == 0 || Double.isInfinite(quantile)) {
            return Optional.empty();
        }
        int x = grid.nearest(quantile);
        int y = choice.y(x);
        return y < grid.size() ? Optional.of(new Pair(level, grid, x, y)) : Optional.empty();
    }

    /** How many times slower the candidate may really be, after rounding to the buckets. */
    double tolerance() {
        return grid.bound(y) / grid.bound(x);
    }

    /**
     * Requests that ended, and of those without an answer such as have exceeded the bound: once each. Empty when the times are in
     * other buckets than those that the bounds were chosen from.
     */
    Optional<Owed> counted(Sample candidate, Sample baseline) {
        boolean same = Stream.of(candidate, baseline)
                .flatMap(sample -> sample.grid().stream())
                .allMatch(grid::equals);
        return same ? Optional.of(new Owed(part(candidate, y), part(baseline, x))) : Optional.empty();
    }

    private static Owed.Part part(Sample sample, int bound) {
        long waiting = sample.waiting().map(each -> each.above(bound)).orElse(0L);
        return new Owed.Part(
                sample.times().map(Times::total).orElse(0L) + waiting,
                sample.times().map(times -> times.above(bound)).orElse(0L) + waiting);
    }
}
