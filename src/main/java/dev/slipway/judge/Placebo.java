package dev.slipway.judge;

/**
 * The same test between two halves of the baseline, in both directions. Nothing was released there: when it convicts, the
 * surroundings are noisier than the test assumes, and its verdicts are advice.
 */
public final class Placebo {
    private final Seq there;
    private final Seq back;

    public Placebo(Tolerance tolerance, Seq.Setting setting) {
        this.there = new Seq(tolerance, setting);
        this.back = new Seq(tolerance, setting);
    }

    public void openStart() {
        there.openStart();
        back.openStart();
    }

    /** @param halves the one as the candidate, the other as the baseline */
    public void update(Batch halves) {
        there.update(halves);
        back.update(halves.turned());
    }

    /** Each direction for itself has the false-alarm rate alpha. */
    public boolean noisy(double alpha) {
        return there.convicts(alpha) || back.convicts(alpha);
    }

    public double logE() {
        return Math.max(there.highest(), back.highest());
    }
}
