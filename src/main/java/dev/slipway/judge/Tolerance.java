package dev.slipway.judge;

/** How much worse the candidate may be before it counts: bad when its rate is above {@code ratio × baseline + delta}. */
public record Tolerance(double ratio, double delta) {

    /** Any difference at all. */
    public static final Tolerance STRICT = new Tolerance(1, 0);

    /** A quarter more and a tenth of a percentage point: what is used when nobody says otherwise. */
    public static final Tolerance BALANCED = new Tolerance(1.25, 0.001);

    public static final Tolerance LENIENT = new Tolerance(1.5, 0.005);

    public Tolerance {
        if (!(ratio >= 0) || ratio > 1000 || !(delta > -1 && delta < 1) || (ratio == 0 && delta <= 0)) {
            throw new IllegalArgumentException("no tolerance: " + ratio + " times and " + delta);
        }
    }

    /** Against a limit instead of a baseline. */
    public static Tolerance limit(double rate) {
        return new Tolerance(0, rate);
    }

    public boolean absolute() {
        return ratio == 0;
    }

    /** The highest rate of a candidate that is tolerated. */
    public double boundary(double baseline) {
        return Math.clamp(ratio * baseline + delta, 0, 1);
    }

    /** The same boundary seen from the baseline: what must be refuted before the candidate counts as not worse. */
    Tolerance turned() {
        return new Tolerance(1 / ratio, -delta / ratio);
    }
}
