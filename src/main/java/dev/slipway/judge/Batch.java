package dev.slipway.judge;

/**
 * What two arms counted over the same interval.
 *
 * @param nc requests of the candidate
 * @param xc those of them that were bad
 * @param nb requests of the baseline
 * @param xb those of them that were bad
 */
public record Batch(long nc, long xc, long nb, long xb) {
    public static final Batch NONE = new Batch(0, 0, 0, 0);

    public Batch {
        if (xc < 0 || xc > nc || xb < 0 || xb > nb) {
            throw new IllegalArgumentException(
                    "of %d requests %d cannot be bad, or of %d not %d".formatted(nc, xc, nb, xb));
        }
    }

    public Batch plus(Batch o) {
        return new Batch(nc + o.nc, xc + o.xc, nb + o.nb, xb + o.xb);
    }

    /** With the arms in each other's place. */
    public Batch turned() {
        return new Batch(nb, xb, nc, xc);
    }
}
