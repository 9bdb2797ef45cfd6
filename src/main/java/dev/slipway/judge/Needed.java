package dev.slipway.judge;

import java.util.OptionalLong;

/**
 * How many requests a verdict takes at given rates: evidence grows by a fixed amount for each on average.
 *
 * @param candidate the candidate's true rate
 * @param baseline the baseline's
 * @param share of the requests that go to the candidate
 */
public record Needed(double candidate, double baseline, double share, Tolerance tolerance) {
    /** What the mixture of sizes costs on top of the line, in nats; fitted to simulations, which gave 1.0 to 1.8. */
    private static final double COST = 1.5;

    private static final int NARROWINGS = 90;

    /** What one request adds on average, in nats; 0 while the rates are tolerated. */
    public double gain() {
        if (candidate <= tolerance.boundary(baseline)) {
            return 0;
        }
        if (tolerance.absolute()) {
            return share * divergence(candidate, tolerance.delta());
        }
        double low = Math.max(0, -tolerance.delta() / tolerance.ratio());
        double high = Math.min(1, (1 - tolerance.delta()) / tolerance.ratio());
        for (int i = 0; i < NARROWINGS; i++) {
            double third = (high - low) / 3;
            if (at(low + third) <= at(high - third)) {
                high -= third;
            } else {
                low += third;
            }
        }
        return Math.max(0, at((low + high) / 2));
    }

    private double at(double q) {
        return share * divergence(candidate, tolerance.boundary(q)) + (1 - share) * divergence(baseline, q);
    }

    /** Kullback and Leibler's, between two rates. */
    private static double divergence(double p, double q) {
        return part(p, q) + part(1 - p, 1 - q);
    }

    private static double part(double p, double q) {
        return p == 0 ? 0 : q <= 0 ? Double.POSITIVE_INFINITY : p * Math.log(p / q);
    }

    /**
     * Requests of both arms together; empty when the rates are tolerated and no number is enough.
     *
     * @param logE the evidence there is already
     */
    public OptionalLong requests(double alpha, double dispersion, double logE) {
        double gain = gain();
        double nats = (COST - Math.log(alpha) - Math.max(0, logE)) * dispersion;
        return gain > 0 && nats / gain < 1e15
                ? OptionalLong.of(Math.max(0, Math.round(nats / gain)))
                : OptionalLong.empty();
    }

    /** The lowest rate of the candidate that so many requests of both arms would have shown; 1 when none would. */
    public static double revealed(Needed like, long requests, double alpha, double dispersion) {
        double low = like.tolerance.boundary(like.baseline);
        double high = 1;
        for (int i = 0; i < 40; i++) {
            double half = (low + high) / 2;
            OptionalLong needed =
                    new Needed(half, like.baseline, like.share, like.tolerance).requests(alpha, dispersion, 0);
            if (needed.isPresent() && needed.getAsLong() <= requests) {
                high = half;
            } else {
                low = half;
            }
        }
        return high;
    }
}
