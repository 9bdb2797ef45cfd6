package dev.slipway.judge;

import dev.slipway.judge.Exhibit.Figure;
import dev.slipway.judge.Exhibit.Outlook;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether the candidate answers less than half of its share: it hangs, or loses requests, and what does not come to an end is
 * counted nowhere else.
 */
final class ShareTrial implements Trial {
    static final double LEAST = 0.5;
    /** After a step the baseline still answers what came to it before, and the candidate has only begun. */
    static final Duration SETTLES = Duration.ofSeconds(10);

    private final Seq seq;
    private final Persistence persistence = new Persistence();
    private Batch seen = Batch.NONE;
    private double planned = Double.NaN;
    private Duration stepped = Duration.ZERO;

    ShareTrial(Seq.Setting setting) {
        this.seq = new Seq(Tolerance.limit(LEAST), setting);
    }

    @Override
    public void openStart() {
        seq.openStart();
    }

    @Override
    public void see(Duration at, Arms arms) {
        if (!arms.concurrent() || !arms.knowsShare()) {
            return;
        }
        if (planned != arms.share()) {
            planned = arms.share();
            stepped = at;
        }
        if (at.minus(stepped).compareTo(SETTLES) < 0) {
            return;
        }
        long mine = arms.candidate().requests();
        long theirs = arms.baseline().requests();
        Batch batch = new Batch(mine + theirs, theirs, 0, 0);
        seen = seen.plus(batch);
        // The share is the operator's, not an outcome: each batch may have its own.
        double before = logE();
        seq.update(batch, Tolerance.limit(1 - arms.share() * LEAST));
        persistence.see(at, theirs, logE() - before);
    }

    @Override
    public double logE() {
        return seq.logE();
    }

    @Override
    public boolean persists() {
        return persistence.holds(logE());
    }

    @Override
    public Exhibit exhibit(double weight, double alpha) {
        return new Exhibit(
                new Gauge.Portion(),
                "share of the answers < half of what was planned",
                Figure.rate(seen.nc(), seen.nc() - seen.xc(), alpha),
                Optional.empty(),
                logE(),
                weight,
                Double.isNaN(planned) ? "" : "planned: " + Said.rate(planned),
                Outlook.NONE);
    }
}
