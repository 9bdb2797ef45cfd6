package dev.slipway.judge;

import java.util.Arrays;

/**
 * Tests, poll by poll, that the candidate's rate is at most {@code ratio × baseline + delta} in every batch, and may be looked
 * at after each: the probability that {@link #logE} ever reaches ln(1/α) while that holds is at most α.
 *
 * <p>It bets on eight sizes of a regression at once. Each bet's capital is a nonnegative supermartingale as long as the
 * tolerance is kept, because the guess of the baseline's rate uses the past alone; so is their mixture, over sizes and over
 * starts that do not depend on what was counted. Ville's inequality does the rest.
 */
public final class Seq {
    private static final double[] SIZES = {1.2, 1.5, 2, 3, 5, 10, 30, 1000};
    private static final double LOG_WEIGHT = -Math.log(SIZES.length);
    /** The guess of the rate is worth so many requests. */
    private static final double PRIOR_REQUESTS = 20;

    private final Tolerance tolerance;
    private final Setting setting;
    private final double[] capital = new double[SIZES.length];
    private double cash;
    private int starts;
    private Batch past = Batch.NONE;
    private Batch pending = Batch.NONE;
    private double logE;
    private double highest;

    /** How the bets are laid out before the first batch. */
    public enum Start {
        /** Half is staked at once, the rest at later starts: a test that has seen much good stays awake for what comes late. */
        MIXTURE,
        SINGLE
    }

    /**
     * @param dispersion how many requests tend to fail together; 1 when each fails for itself
     * @param prior the rate to be expected before anything was counted
     */
    public record Setting(Start start, double dispersion, double prior) {
        public static final Setting USUAL = new Setting(Start.MIXTURE, 1, 0.01);

        public Setting {
            if (!(dispersion >= 1) || !(prior > 0 && prior < 1)) {
                throw new IllegalArgumentException("no setting: dispersion " + dispersion + ", prior " + prior);
            }
        }

        public Setting withDispersion(double other) {
            return new Setting(start, other, prior);
        }

        public Setting withPrior(double other) {
            return new Setting(start, dispersion, other);
        }

        public Setting single() {
            return new Setting(Start.SINGLE, dispersion, prior);
        }
    }

    public Seq(Tolerance tolerance, Setting setting) {
        this.tolerance = tolerance;
        this.setting = setting;
        switch (setting.start()) {
            case SINGLE -> {
                cash = 0;
                Arrays.fill(capital, LOG_WEIGHT);
            }
            case MIXTURE -> {
                cash = 1;
                Arrays.fill(capital, Double.NEGATIVE_INFINITY);
                openStart();
            }
        }
        highest = logE;
    }

    /** Stakes a part of what is kept back: at times fixed beforehand or when the traffic's share changes, never by outcomes. */
    public void openStart() {
        if (setting.start() == Start.SINGLE) {
            return;
        }
        double stake = starts == 0 ? 0.5 : 0.5 / ((double) starts * (starts + 1));
        cash -= stake;
        starts++;
        for (int k = 0; k < capital.length; k++) {
            capital[k] = Logs.add(capital[k], Math.log(stake) + LOG_WEIGHT);
        }
    }

    public double update(Batch batch) {
        return update(batch, tolerance);
    }

    /** With a tolerance of this batch alone, which must not depend on what the batch counted. */
    double update(Batch batch, Tolerance now) {
        pending = pending.plus(batch);
        // Depends on numbers of requests only, so that waiting for both arms is no choice by outcome.
        if (pending.nc() == 0 || (!now.absolute() && pending.nb() == 0)) {
            return logE;
        }
        double baseline = guess(past, now, setting.prior());
        for (int k = 0; k < capital.length; k++) {
            capital[k] += gain(k, pending, baseline, now) / setting.dispersion();
        }
        past = past.plus(pending);
        pending = Batch.NONE;
        double staked = Logs.sum(capital);
        logE = cash > 1e-15 ? Logs.add(staked, Math.log(cash)) : staked;
        highest = Math.max(highest, logE);
        return logE;
    }

    /** The baseline's rate as the past of both arms suggests it; a wrong guess costs power, never validity. */
    static double guess(Batch past, Tolerance tolerance, double prior) {
        double r = tolerance.ratio();
        double delta = tolerance.delta();
        double lowest = delta >= 0 ? 1e-9 : Math.max(1e-9, -delta / r);
        double most = r == 0 ? 0.999 : Math.min(0.999, (0.999 - delta) / r);
        double rate = (past.xc() + past.xb() - delta * past.nc() + PRIOR_REQUESTS * prior)
                / (r * past.nc() + past.nb() + PRIOR_REQUESTS);
        return Math.max(lowest, Math.min(most, rate));
    }

    /** The logarithm of the factor by which this batch multiplies the bet on one size. */
    static double gain(int size, Batch batch, double baseline, Tolerance tolerance) {
        double phi = SIZES[size];
        double r = tolerance.ratio();
        double nc = batch.nc();
        double nb = batch.nb();
        double candidate = Math.max(0, r * baseline + tolerance.delta());
        double u = r == 0 ? phi - 1 : (phi - 1) * nb / (phi * r * nc + nb);
        double g = u / (1 + candidate * u);
        double sum = times(batch.xc(), (1 - candidate) * g) + times(batch.nc() - batch.xc(), -candidate * g);
        if (r == 0) {
            return sum;
        }
        double b = r * g * nc / nb;
        return sum + times(batch.xb(), -(1 - baseline) * b) + times(batch.nb() - batch.xb(), baseline * b);
    }

    private static double times(long count, double stake) {
        return count == 0 ? 0 : count * Math.log1p(stake);
    }

    static int sizes() {
        return SIZES.length;
    }

    public double logE() {
        return logE;
    }

    /** The highest it ever was. */
    public double highest() {
        return highest;
    }

    /** How likely it is at most to ever see so much while the tolerance is kept. */
    public double p() {
        return Math.min(1, Math.exp(-highest));
    }

    public boolean convicts(double alpha) {
        return highest >= -Math.log(alpha);
    }

    /** What is kept back for later starts. */
    double cash() {
        return cash;
    }

    /** All that was counted, and is not waiting for the other arm. */
    public Batch past() {
        return past;
    }

    public Tolerance tolerance() {
        return tolerance;
    }

    public Setting setting() {
        return setting;
    }
}
