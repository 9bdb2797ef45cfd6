package dev.slipway.judge;

import java.util.Arrays;

/** The bounds of buckets of times, in seconds and rising: a time belongs to the first bound that it does not exceed. */
public final class Grid {
    /** Rounding of a product must not skip a bound that is meant to be equal. */
    private static final double SLACK = 1e-12;

    private final double[] bounds;

    private Grid(double[] bounds) {
        this.bounds = bounds;
    }

    public static Grid of(double... bounds) {
        for (int i = 0; i < bounds.length; i++) {
            if (!(bounds[i] > (i == 0 ? -1 : bounds[i - 1])) || Double.isInfinite(bounds[i])) {
                throw new IllegalArgumentException("the bounds of buckets rise and are finite");
            }
        }
        return new Grid(bounds.clone());
    }

    public int size() {
        return bounds.length;
    }

    public double bound(int index) {
        return bounds[index];
    }

    /** The first bound that a time does not exceed; {@link #size} when it exceeds all. */
    public int index(double time) {
        int found = Arrays.binarySearch(bounds, time);
        return found >= 0 ? found : -found - 1;
    }

    /** The index of the bound that is nearest in proportion; -1 for a grid without any. */
    int nearest(double time) {
        int above = index(time);
        if (above == 0 || above == bounds.length) {
            return Math.min(above, bounds.length - 1);
        }
        // In proportion, because buckets grow in proportion: 268 ms is nearer to 250 than to 500 in either sense.
        return time * time <= bounds[above - 1] * bounds[above] ? above - 1 : above;
    }

    /** The first bound at or above a time; {@link #size} when there is none. */
    int atOrAbove(double time) {
        return index(time * (1 - SLACK));
    }

    /** The last bound at or below a time; -1 when there is none. */
    int atOrBelow(double time) {
        int index = index(time * (1 + SLACK));
        return index < bounds.length && bounds[index] <= time * (1 + SLACK) ? index : index - 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Grid grid && (grid == this || Arrays.equals(bounds, grid.bounds));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    @Override
    public String toString() {
        return bounds.length + " bounds";
    }
}
