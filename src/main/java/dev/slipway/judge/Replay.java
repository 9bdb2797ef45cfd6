package dev.slipway.judge;

import dev.slipway.judge.Exhibit.Outlook;
import dev.slipway.judge.Verdict.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Counts of two arms played again, poll by poll: what the test said at each, and when it and simpler rules would have stopped. */
public final class Replay {
    /** What a check of the usual kind looks at. */
    public static final Duration FIXED_EVERY = Duration.ofMinutes(1);

    public static final double FIXED_RATE = 0.05;

    private final Options options;
    private final Seq seq;
    private final Seq promotion;
    private final Persistence persistence = new Persistence();
    private final Sustained literal;
    private final List<Answer> answers = new ArrayList<>();
    private Batch all = Batch.NONE;
    private Batch minute = Batch.NONE;
    private OptionalInt stopped = OptionalInt.empty();
    private OptionalInt literally = OptionalInt.empty();
    private OptionalInt fixed = OptionalInt.empty();

    /**
     * @param every how far apart the rows are
     * @param literal the rule to compare with
     */
    public record Options(
            Tolerance tolerance, Seq.Setting setting, double alpha, Duration every, Trigger.Above literal) {}

    /** @param row counted from 1, without lines that are no counts */
    public record Answer(int row, Batch counted, double logE, State state, OptionalLong needs) {}

    /** The rows after which each would have stopped; empty where it never would. */
    public record Stops(OptionalInt sequential, OptionalInt literal, OptionalInt fixed) {}

    public Replay(Options options) {
        this.options = options;
        this.seq = new Seq(options.tolerance(), options.setting());
        Rules.Promise promise = Rules.Promise.USUAL;
        this.promotion =
                new Seq(promise.near().errors().turned(), options.setting().single());
        this.literal = new Sustained(options.literal(), null);
    }

    public void openStart() {
        seq.openStart();
    }

    public Answer see(Batch batch) {
        int row = answers.size() + 1;
        Duration at = options.every().multipliedBy(row);
        all = all.plus(batch);
        double before = seq.logE();
        seq.update(batch);
        promotion.update(batch.turned());
        persistence.see(at, batch.xc(), seq.logE() - before);
        stop(row, at, batch);
        Answer answer = answer(row, batch);
        answers.add(answer);
        return answer;
    }

    private Answer answer(int row, Batch batch) {
        State state = state();
        boolean waits = state == State.UNDECIDED || state == State.NO_DATA;
        return new Answer(row, batch, seq.logE(), state, waits ? needs() : OptionalLong.empty());
    }

    private void stop(int row, Duration at, Batch batch) {
        if (stopped.isEmpty() && seq.logE() >= line() && persistence.holds(seq.logE())) {
            stopped = OptionalInt.of(row);
        }
        Sample mine = Sample.of(batch.nc(), batch.xc());
        Sample theirs = Sample.of(batch.nb(), batch.xb());
        // The share matters to a trigger only in that there is a baseline beside the candidate.
        literal.see(Poll.of(at, batch.nb() == 0 ? Arms.alone(mine) : new Arms(mine, theirs, 0.5)));
        if (literally.isEmpty() && literal.fired().isPresent()) {
            literally = OptionalInt.of(row);
        }
        minute = minute.plus(batch);
        if (at.toMillis() % FIXED_EVERY.toMillis() < options.every().toMillis()) {
            if (fixed.isEmpty() && minute.xc() > FIXED_RATE * minute.nc()) {
                fixed = OptionalInt.of(row);
            }
            minute = Batch.NONE;
        }
    }

    private double line() {
        return -Math.log(options.alpha());
    }

    private State state() {
        if (stopped.isPresent()) {
            return State.REGRESSION;
        }
        if (all.nc() == 0 || (all.nb() == 0 && !options.tolerance().absolute())) {
            return State.NO_DATA;
        }
        if (!options.tolerance().absolute() && promotion.highest() >= -Math.log(Rules.Promise.USUAL.falsePass())) {
            return State.NOT_WORSE;
        }
        return needs().isPresent() ? State.UNDECIDED : State.HEALTHY_SO_FAR;
    }

    private OptionalLong needs() {
        RateTrial like = new RateTrial(new Gauge.Failures(), "", List.of(seq));
        Outlook outlook = like.outlook(all, options.alpha());
        if (outlook.needs().isPresent() && seq.logE() > 0.5 && outlook.needs().getAsLong() <= 1000 + 10 * all.nc()) {
            return outlook.needs();
        }
        return outlook.more().isPresent() && outlook.more().getAsLong() > 0 ? outlook.more() : OptionalLong.empty();
    }

    public List<Answer> answers() {
        return List.copyOf(answers);
    }

    public Stops stops() {
        return new Stops(stopped, literally, fixed);
    }

    /** All that was counted. */
    public Batch total() {
        return all;
    }
}
