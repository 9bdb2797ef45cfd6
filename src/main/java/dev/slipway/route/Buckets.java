package dev.slipway.route;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How many requests took how long, in buckets of microseconds that grow by at most 1/32: below 32 µs one a microsecond, above
 * 32 for each doubling. Two of them can be added, and an earlier one taken from a later one.
 */
public final class Buckets {
    private static final int PER_OCTAVE = 32;
    private static final int SHIFT = 5;

    /** Up to 2^36 µs, some 19 hours; what is longer is counted there. */
    public static final int COUNT = PER_OCTAVE * 33;

    private final long[] counts;

    private Buckets(long[] counts) {
        this.counts = counts;
    }

    public static Buckets none() {
        return new Buckets(new long[0]);
    }

    public static Buckets of(long[] counts) {
        if (counts.length > COUNT || Arrays.stream(counts).anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("there are at most " + COUNT + " buckets, none of them negative");
        }
        int used = counts.length;
        while (used > 0 && counts[used - 1] == 0) {
            used--;
        }
        return new Buckets(Arrays.copyOf(counts, used));
    }

    /** The bucket of a time. */
    public static int index(long micros) {
        if (micros < PER_OCTAVE) {
            return (int) Math.max(0, micros);
        }
        int octave = 63 - Long.numberOfLeadingZeros(micros) - SHIFT;
        int within = (int) (micros >>> octave) - PER_OCTAVE;
        return Math.min(COUNT - 1, PER_OCTAVE * (octave + 1) + within);
    }

    /** The smallest time of a bucket, in microseconds. */
    public static long lowest(int index) {
        if (index < PER_OCTAVE) {
            return index;
        }
        int octave = index / PER_OCTAVE - 1;
        return (long) (PER_OCTAVE + index % PER_OCTAVE) << octave;
    }

    /** The counts up to the last that is not 0; a copy. */
    public long[] counts() {
        return counts.clone();
    }

    public long total() {
        return Arrays.stream(counts).sum();
    }

    public Buckets plus(Buckets other) {
        long[] sum = Arrays.copyOf(counts, Math.max(counts.length, other.counts.length));
        for (int i = 0; i < other.counts.length; i++) {
            sum[i] += other.counts[i];
        }
        return new Buckets(sum);
    }

    /** What was counted since; empty when {@code earlier} is not an earlier state of this one (a counter began anew). */
    public Optional<Buckets> since(Buckets earlier) {
        long[] rest = Arrays.copyOf(counts, Math.max(counts.length, earlier.counts.length));
        for (int i = 0; i < earlier.counts.length; i++) {
            rest[i] -= earlier.counts[i];
            if (rest[i] < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(of(rest));
    }

    /** The time in microseconds that this part of the requests (0 to 1) did not exceed; empty where nothing was counted. */
    public OptionalLong quantile(double part) {
        long total = total();
        if (total == 0) {
            return OptionalLong.empty();
        }
        long wanted = Math.max(1, (long) Math.ceil(part * total));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return OptionalLong.of(lowest(i + 1) - 1);
            }
        }
        throw new IllegalStateException("a quantile beyond the last bucket");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Buckets buckets && Arrays.equals(counts, buckets.counts);
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
