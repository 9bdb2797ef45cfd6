package dev.slipway.judge;

import dev.slipway.judge.Exhibit.Figure;
import java.time.Duration;
import java.util.List;

/**
 * Errors of a candidate that serves alone, against a baseline of before. The baseline's rate is taken as high as it may well
 * be; half of the allowed error goes there, the other half into the test.
 */
final class PastTrial implements Trial {
    private final RateTrial trial;
    private final Past past;
    private final String rule;

    /** @param alpha what this trial may spend */
    PastTrial(Past past, Tolerance tolerance, Seq.Setting setting, double alpha) {
        this.past = past;
        double highest =
                Interval.of(past.requests(), past.failures(), alpha / 2).high();
        double limit = Math.min(0.999, Math.max(1e-9, tolerance.boundary(highest)));
        this.rule = "error-rate > " + Said.rate(limit) + ", which the baseline of before leaves";
        this.trial = RateTrial.of(new Gauge.Failures(), rule, List.of(Tolerance.limit(limit)), setting);
    }

    @Override
    public void openStart() {
        trial.openStart();
    }

    @Override
    public void see(Duration at, Arms arms) {
        if (!arms.concurrent()) {
            trial.see(at, Arms.alone(arms.candidate()));
        }
    }

    @Override
    public double logE() {
        return trial.logE() - Math.log(2);
    }

    @Override
    public boolean persists() {
        return trial.persists();
    }

    @Override
    public Exhibit exhibit(double weight, double alpha) {
        Exhibit of = trial.exhibit(weight / 2, alpha);
        return new Exhibit(
                of.gauge(),
                rule,
                of.candidate(),
                Figure.rate(past.requests(), past.failures(), alpha),
                logE(),
                weight,
                "the baseline is of before the release; that it still holds is assumed",
                of.outlook());
    }
}
