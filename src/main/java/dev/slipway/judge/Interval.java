package dev.slipway.judge;

import java.util.function.DoublePredicate;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/** Where a rate lies: with confidence 1 − α at every moment at once, so that one may look as often as one likes. */
public record Interval(double low, double high) {
    private static final int HALVINGS = 200;

    /** Of {@code bad} among {@code requests}; from 0 to 1 when there were none. */
    public static Interval of(long requests, long bad, double alpha) {
        if (bad < 0 || bad > requests || !(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("no interval for " + bad + " of " + requests + " at " + alpha);
        }
        if (requests == 0) {
            return new Interval(0, 1);
        }
        double evidence = Logs.beta(bad + 0.5, requests - bad + 0.5) - Logs.beta(0.5, 0.5);
        double line = -Math.log(alpha);
        DoublePredicate within = p -> evidence - likelihood(bad, p) - likelihood(requests - bad, 1 - p) < line;
        double middle = (double) bad / requests;
        return new Interval(bad == 0 ? 0 : edge(0, middle, within), bad == requests ? 1 : edge(1, middle, within));
    }

    private static double likelihood(long count, double p) {
        return count == 0 ? 0 : count * Math.log(p);
    }

    /** Between {@code outside}, which is not within, and {@code inside}, which is. */
    private static double edge(double outside, double inside, DoublePredicate within) {
        double out = outside;
        double in = inside;
        for (int i = 0; i < HALVINGS; i++) {
            double half = (out + in) / 2;
            if (half == out || half == in) {
                return in;
            }
            if (within.test(half)) {
                in = half;
            } else {
                out = half;
            }
        }
        return in;
    }

    /**
     * Where a quantile of times lies, in seconds; infinite above when even the last bound may be too low.
     *
     * @param level such as 0.95
     */
    public static Interval ofQuantile(Times times, double level, double alpha) {
        Grid grid = times.grid();
        long total = times.total();
        IntFunction<Interval> below = bound -> of(total, total - times.above(bound), alpha / 2);
        int reached = first(grid.size(), bound -> below.apply(bound).high() >= level);
        int passed = first(grid.size(), bound -> below.apply(bound).low() >= level);
        return new Interval(
                reached == 0 ? 0 : grid.bound(reached - 1),
                passed == grid.size() ? Double.POSITIVE_INFINITY : grid.bound(passed));
    }

    /** The first index of which a claim holds that goes on to hold once it does; {@code size} when it never does. */
    private static int first(int size, IntPredicate claim) {
        int low = 0;
        int high = size;
        while (low < high) {
            int half = (low + high) >>> 1;
            if (claim.test(half)) {
                high = half;
            } else {
                low = half + 1;
            }
        }
        return low;
    }
}
