package dev.slipway.judge;

import java.util.List;

/**
 * Both arms over one interval.
 *
 * @param share of the requests that was to go to the candidate meanwhile; 1 when there is no baseline beside it,
 *     {@link #UNKNOWN} when there is one and nobody knows its share
 * @param halves the baseline in two halves, for the placebo; empty where the source cannot tell them apart
 */
public record Arms(Sample candidate, Sample baseline, double share, List<Sample> halves) {
    public static final double UNKNOWN = Double.NaN;

    public Arms {
        halves = List.copyOf(halves);
        if (share < 0 || share > 1 || (!halves.isEmpty() && halves.size() != 2)) {
            throw new IllegalArgumentException("a share of " + share + " and " + halves.size() + " halves");
        }
    }

    public Arms(Sample candidate, Sample baseline, double share) {
        this(candidate, baseline, share, List.of());
    }

    /** Nobody beside the candidate to compare it with. */
    public static Arms alone(Sample candidate) {
        return new Arms(candidate, Sample.NONE, 1);
    }

    public boolean concurrent() {
        return !knowsShare() || (share > 0 && share < 1);
    }

    boolean knowsShare() {
        return !Double.isNaN(share);
    }
}
