package dev.slipway.judge;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/** How many requests took how long, by the buckets of a grid; what exceeds the last bound is counted as well. */
public final class Times {
    private final Grid grid;
    private final long[] counts;

    private Times(Grid grid, long[] counts) {
        this.grid = grid;
        this.counts = counts;
    }

    public static Times none(Grid grid) {
        return new Times(grid, new long[grid.size() + 1]);
    }

    /** @param counts of each bucket for itself; fewer than there are buckets leave the rest empty */
    public static Times of(Grid grid, long... counts) {
        if (counts.length > grid.size() + 1 || Arrays.stream(counts).anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("one count for each bucket, none of them negative");
        }
        return new Times(grid, Arrays.copyOf(counts, grid.size() + 1));
    }

    public Grid grid() {
        return grid;
    }

    /** Of one bucket; the last one, at {@link Grid#size}, holds what exceeds all bounds. */
    public long counted(int bucket) {
        return counts[bucket];
    }

    /** How many are in buckets wholly above a time. */
    public long over(double time) {
        return above(Math.min(grid.index(time), grid.size() - 1));
    }

    public long total() {
        return Arrays.stream(counts).sum();
    }

    /** How many took longer than a bound. */
    long above(int bound) {
        long sum = 0;
        for (int i = bound + 1; i < counts.length; i++) {
            sum += counts[i];
        }
        return sum;
    }

    public Times plus(Times other) {
        if (!grid.equals(other.grid)) {
            throw new IllegalArgumentException("times of different buckets cannot be added");
        }
        long[] sum = counts.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other.counts[i];
        }
        return new Times(grid, sum);
    }

    /** What was counted since; empty when a counter began anew in between, or the buckets are others now. */
    public Optional<Times> since(Times earlier) {
        if (!grid.equals(earlier.grid)) {
            return Optional.empty();
        }
        long[] more = counts.clone();
        for (int i = 0; i < more.length; i++) {
            more[i] -= earlier.counts[i];
            if (more[i] < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(new Times(grid, more));
    }

    /**
     * The time that this part of the requests (0 to 1) did not exceed, as Prometheus finds it: evenly spread within a bucket.
     * Infinite beyond the last bound, empty without requests.
     */
    public OptionalDouble quantile(double level) {
        long total = total();
        if (total == 0) {
            return OptionalDouble.empty();
        }
        double wanted = level * total;
        long before = 0;
        for (int i = 0; i < grid.size(); i++) {
            if (counts[i] > 0 && before + counts[i] >= wanted) {
                double low = i == 0 ? 0 : grid.bound(i - 1);
                double part = Math.max(0, wanted - before) / counts[i];
                return OptionalDouble.of(low + (grid.bound(i) - low) * part);
            }
            before += counts[i];
        }
        return OptionalDouble.of(Double.POSITIVE_INFINITY);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Times times && grid.equals(times.grid) && Arrays.equals(counts, times.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return total() + " times";
    }
}
