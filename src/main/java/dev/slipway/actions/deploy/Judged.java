package dev.slipway.actions.deploy;

import dev.slipway.judge.Against;
import dev.slipway.judge.Rules;
import dev.slipway.judge.Rules.Mode;
import dev.slipway.judge.Trigger;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Standard;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a verdict about a canary needs. */
public record Judged(
        @Doc("How many requests a verdict needs; with triggers 50 unless said, without them none")
        Optional<Long> requests,

        @Doc("How much longer than its time a step may wait for them") @Standard("10m")
        Duration within,

        @Doc("How much worse than the old version is too much") @Standard("balanced")
        Against against,

        @Doc("Whether rules with a time are proved by requests, taken by their words, or both") @Standard("both")
        Mode mode,

        @Doc("The probability that it is ever taken back for nothing") @Standard("0.01")
        double falseAlarm,

        @Doc("How many requests fail together here; 1 if each for itself") @Standard("1")
        double dispersion,

        @Doc("For so long, or 500 requests, the new version may be slower") @Standard("60s")
        Duration warmUp,

        @Doc("Whether a step ends as soon as the version is proved not worse") @Standard("false")
        boolean early) {
    static final long REQUESTS = 50;

    static final Judged USUAL = new Judged(
            Optional.empty(),
            Duration.ofMinutes(10),
            Against.BALANCED,
            Mode.BOTH,
            0.01,
            1,
            Duration.ofMinutes(1),
            false);

    public Judged {
        if (requests.isPresent() && requests.get() < 1) {
            throw new IllegalArgumentException("'requests' is at least 1");
        }
        if (!(falseAlarm > 0 && falseAlarm <= 0.5)) {
            throw new IllegalArgumentException("'false-alarm' is above 0 and at most 0.5");
        }
        if (!(dispersion >= 1)) {
            throw new IllegalArgumentException("'dispersion' is at least 1");
        }
    }

    Rules rules(List<Trigger> triggers) {
        return new Rules(
                mode,
                triggers,
                against.margin(),
                Rules.Promise.USUAL.withFalseAlarm(falseAlarm),
                Optional.empty(),
                new Rules.Noise(dispersion, dispersion),
                warmUp.isZero() ? Rules.WarmUp.NONE : new Rules.WarmUp(warmUp, 500));
    }
}
