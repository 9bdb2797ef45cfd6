package dev.slipway.judge;

import dev.slipway.judge.Rules.Margin;
import dev.slipway.judge.TimeTrial.Aim;
import java.time.Duration;

/**
 * Whether the candidate is proved to be not worse: the same test with the arms in each other's place. Silence proves nothing,
 * and every gauge must prove it for itself.
 */
final class Promotion {
    private final Seq errors;
    private final TimeTrial times;
    private final double line;
    private boolean timed;
    private double highestTimes;

    Promotion(Rules rules) {
        Margin near = rules.promise().near();
        this.errors = new Seq(near.errors().turned(), Charge.setting(rules).single());
        TimeTrial trial = new TimeTrial(
                new Aim.NotWorse(near.slower(), TimeTrial.LEVELS, "not slower than " + Said.factor(near.slower())),
                Seq.Setting.USUAL.withDispersion(rules.noise().times()).single());
        this.times = rules.past().flatMap(Past::times).map(trial::learned).orElse(trial);
        this.line = -Math.log(rules.promise().falsePass());
    }

    /** @param warm with times only once the candidate is warm */
    void see(Arms arms, Arms warm, Duration at) {
        if (!arms.concurrent()) {
            return;
        }
        Sample mine = arms.candidate();
        Sample theirs = arms.baseline();
        errors.update(new Batch(theirs.requests(), theirs.failures(), mine.requests(), mine.failures()));
        timed |= mine.times().isPresent();
        times.see(at, warm);
        highestTimes = Math.max(highestTimes, times.logE());
    }

    boolean proved() {
        return errors.highest() >= line && (!timed || highestTimes >= line);
    }

    /** How far the gauge is that is furthest, from 0 to 1. */
    double progress() {
        double least = timed ? Math.min(errors.highest(), highestTimes) : errors.highest();
        return Math.clamp(least / line, 0, 1);
    }
}
