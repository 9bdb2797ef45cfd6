package dev.slipway.judge;

import java.util.Optional;

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

    /** Empty when the times are in other buckets than those that the bounds were chosen from. */
    Optional<Batch> batch(Times candidate, Times baseline) {
        return candidate.grid().equals(grid) && baseline.grid().equals(grid)
                ? Optional.of(new Batch(candidate.total(), candidate.above(y), baseline.total(), baseline.above(x)))
                : Optional.empty();
    }
}
