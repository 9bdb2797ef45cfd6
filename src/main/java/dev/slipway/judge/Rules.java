package dev.slipway.judge;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a release is judged by.
 *
 * @param mode which readings of the triggers count
 * @param triggers as their author wrote them
 * @param against how much worse than the baseline the candidate may be; empty where nobody compares
 * @param promise what the verdicts guarantee
 * @param past a baseline of before the release; empty where there is none
 * @param noise how requests fail together here
 * @param warmUp of the candidate, during which its times do not count
 */
public record Rules(
        Mode mode,
        List<Trigger> triggers,
        Optional<Margin> against,
        Promise promise,
        Optional<Past> past,
        Noise noise,
        WarmUp warmUp) {

    public enum Mode {
        SEQUENTIAL,
        LITERAL,
        BOTH
    }

    /**
     * @param errors for rates of errors
     * @param slower how many times slower it may be
     */
    public record Margin(Tolerance errors, double slower) {
        public static final Margin STRICT = new Margin(Tolerance.STRICT, 1.1);
        public static final Margin BALANCED = new Margin(Tolerance.BALANCED, 1.25);
        public static final Margin LENIENT = new Margin(Tolerance.LENIENT, 2);

        public Margin {
            if (!(slower >= 1 && slower <= 100)) {
                throw new IllegalArgumentException("no margin: " + slower + " times slower");
            }
        }
    }

    /**
     * @param falseAlarm the probability that a release is ever taken back for nothing
     * @param falsePass the probability that one is promoted early that is worse than {@code near}
     * @param near what counts as not worse
     */
    public record Promise(double falseAlarm, double falsePass, Margin near) {
        public static final Promise USUAL = new Promise(0.01, 0.05, new Margin(new Tolerance(1, 0.005), 1.25));

        public Promise {
            if (!(falseAlarm > 0 && falseAlarm <= 0.5 && falsePass > 0 && falsePass <= 0.5)) {
                throw new IllegalArgumentException("no promise: " + falseAlarm + " and " + falsePass);
            }
        }

        public Promise withFalseAlarm(double other) {
            return new Promise(other, falsePass, near);
        }
    }

    /** How many requests fail, and how many are slow, together: see {@link Dispersion}. */
    public record Noise(double errors, double times) {
        public static final Noise NONE = new Noise(1, 1);
    }

    /** Over as soon as the candidate has served for so long, or so many requests. */
    public record WarmUp(Duration time, long requests) {
        public static final WarmUp USUAL = new WarmUp(Duration.ofSeconds(60), 500);
        public static final WarmUp NONE = new WarmUp(Duration.ZERO, 0);
    }

    public Rules {
        triggers = List.copyOf(triggers);
    }

    /** Compared with the baseline beside it, with the usual margins. */
    public static Rules usual() {
        return new Rules(
                Mode.BOTH,
                List.of(),
                Optional.of(Margin.BALANCED),
                Promise.USUAL,
                Optional.empty(),
                Noise.NONE,
                WarmUp.USUAL);
    }

    public Rules with(List<Trigger> others) {
        return new Rules(mode, others, against, promise, past, noise, warmUp);
    }

    public Rules with(Mode other) {
        return new Rules(other, triggers, against, promise, past, noise, warmUp);
    }

    public Rules with(Margin other) {
        return new Rules(mode, triggers, Optional.of(other), promise, past, noise, warmUp);
    }

    public Rules withoutComparison() {
        return new Rules(mode, triggers, Optional.empty(), promise, past, noise, warmUp);
    }

    public Rules with(Promise other) {
        return new Rules(mode, triggers, against, other, past, noise, warmUp);
    }

    public Rules with(Past other) {
        return new Rules(
                mode,
                triggers,
                against,
                promise,
                Optional.of(other),
                new Noise(other.dispersion(), other.slowDispersion()),
                warmUp);
    }

    public Rules with(Noise other) {
        return new Rules(mode, triggers, against, promise, past, other, warmUp);
    }

    public Rules with(WarmUp other) {
        return new Rules(mode, triggers, against, promise, past, noise, other);
    }
}
