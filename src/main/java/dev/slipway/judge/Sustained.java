package dev.slipway.judge;

import dev.slipway.judge.Trigger.Lasting;
import dev.slipway.judge.Trigger.Limit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A threshold by its words: every ten seconds a look at the last minute, and it fires when it held at every look for so long.
 * A look at fewer than 20 requests, or one during a silence, is none: it neither counts nor starts over.
 */
final class Sustained implements Literal {
    static final Duration EVERY = Duration.ofSeconds(10);
    static final Duration WINDOW = Duration.ofSeconds(60);
    static final long FEWEST = 20;
    /** After so long without an answer what was heard before says nothing about now. */
    private static final Duration STALE = Duration.ofSeconds(30);

    private final Trigger.Above trigger;
    private final @Nullable Past past;
    private final Duration window;
    private final int needed;
    /** What was counted between two looks, so that a long window costs no more than a short one. */
    private final Deque<Slot> slots = new ArrayDeque<>();

    private @Nullable Arms pending;
    private Duration latest = Duration.ZERO;
    private Duration next = EVERY;
    private int held;
    private boolean heard;
    private String last = "no data yet";
    private Optional<String> fired = Optional.empty();

    private record Slot(Duration at, Arms arms) {}

    Sustained(Trigger.Above trigger, @Nullable Past past) {
        this.trigger = trigger;
        this.past = past;
        this.window = trigger.lasting() instanceof Lasting.Over(Duration over) ? over : WINDOW;
        this.needed = trigger.lasting() instanceof Lasting.For(Duration time)
                ? Math.toIntExact((time.toMillis() + EVERY.toMillis() - 1) / EVERY.toMillis()) + 1
                : 1;
        if (trigger.lasting() instanceof Lasting.Over) {
            next = window;
        }
    }

    @Override
    public void see(Poll poll) {
        // After a long gap the looks in between have nothing to look at; a clock that jumped must not make them up.
        Duration oldest = poll.at().minus(STALE);
        while (next.compareTo(oldest) < 0) {
            next = next.plus(EVERY);
            pending = null;
        }
        while (next.compareTo(poll.at()) < 0) {
            look();
        }
        if (poll.arms().isPresent()) {
            Arms arms = poll.arms().get();
            pending = pending == null ? arms : plus(pending, arms);
            latest = poll.at();
        }
        if (next.equals(poll.at())) {
            look();
        }
    }

    private void look() {
        Duration at = next;
        next = next.plus(EVERY);
        if (pending != null) {
            slots.addLast(new Slot(at, pending));
            pending = null;
        }
        while (!slots.isEmpty() && slots.getFirst().at().compareTo(at.minus(window)) <= 0) {
            slots.removeFirst();
        }
        Optional<Arms> sum = slots.stream().map(Slot::arms).reduce(Sustained::plus);
        if (sum.isEmpty() || at.minus(latest).compareTo(STALE) > 0) {
            last = "no data";
            return;
        }
        look(sum.get());
    }

    private void look(Arms sum) {
        Optional<Boolean> above = above(sum);
        if (above.isEmpty()) {
            last = "no data: " + sum.candidate().requests() + " requests in " + Said.duration(window);
            return;
        }
        heard = true;
        held = above.get() ? held + 1 : 0;
        if (held >= needed && fired.isEmpty()) {
            fired = Optional.of(shown(sum) + (needed == 1 ? "" : ", at " + held + " looks in a row"));
        }
        last = held == 0 ? "does not hold: " + shown(sum) : "held at " + held + " of " + needed + " looks in a row";
    }

    private static Arms plus(Arms one, Arms other) {
        return new Arms(one.candidate().plus(other.candidate()), one.baseline().plus(other.baseline()), other.share());
    }

    private Optional<Boolean> above(Arms arms) {
        if (arms.candidate().requests() + hanging(arms) < FEWEST) {
            return Optional.empty();
        }
        return switch (trigger.limit()) {
            case Limit.Rate(double rate) -> Optional.of(rate(arms.candidate()) > rate);
            case Limit.Seconds(double seconds) ->
                toOptional(time(arms.candidate(), seconds)).map(time -> time > seconds);
            case Limit.Worse(var tolerances) ->
                baselineRate(arms)
                        .map(baseline -> tolerances.stream()
                                .allMatch(tolerance -> rate(arms.candidate()) > tolerance.boundary(baseline)));
            case Limit.Slower(double factor) ->
                baselineTime(arms)
                        .flatMap(baseline -> toOptional(time(arms.candidate(), factor * baseline))
                                .map(time -> time > factor * baseline));
        };
    }

    /** Those that the rule may count although they have no answer. */
    private long hanging(Arms arms) {
        return trigger.gauge().isTime() ? hanging(arms.candidate(), limit(arms)) : 0;
    }

    private double limit(Arms arms) {
        return switch (trigger.limit()) {
            case Limit.Seconds(double seconds) -> seconds;
            case Limit.Slower(double factor) ->
                baselineTime(arms).map(time -> time * factor).orElse(Double.POSITIVE_INFINITY);
            case Limit.Rate _, Limit.Worse _ -> Double.POSITIVE_INFINITY;
        };
    }

    private static long hanging(Sample sample, double limit) {
        return sample.waiting()
                .map(waiting -> Math.max(0, waiting.above(waiting.now().grid().index(limit))))
                .orElse(0L);
    }

    /** With those without an answer that have taken longer already: they are slow, whatever comes of them. */
    private OptionalDouble time(Sample sample, double limit) {
        long hanging = hanging(sample, limit);
        if (hanging == 0) {
            return time(sample);
        }
        Grid grid = sample.grid().orElseThrow();
        long[] slow = new long[grid.size() + 1];
        slow[Math.min(grid.size(), grid.index(limit) + 1)] = hanging;
        Times all = Times.of(grid, slow);
        return time(sample.with(sample.times().map(all::plus).orElse(all)));
    }

    private double rate(Sample sample) {
        return (double) trigger.gauge().bad(sample) / sample.requests();
    }

    private OptionalDouble time(Sample sample) {
        double level = trigger.gauge() instanceof Gauge.Quantile(double of) ? of : 0.5;
        return sample.times().map(times -> times.quantile(level)).orElse(OptionalDouble.empty());
    }

    /** Beside the candidate, else from before. */
    private Optional<Double> baselineRate(Arms arms) {
        if (arms.concurrent()) {
            return arms.baseline().requests() >= FEWEST ? Optional.of(rate(arms.baseline())) : Optional.empty();
        }
        return past == null || past.requests() < FEWEST || !(trigger.gauge() instanceof Gauge.Failures)
                ? Optional.empty()
                : Optional.of((double) past.failures() / past.requests());
    }

    private Optional<Double> baselineTime(Arms arms) {
        if (arms.concurrent()) {
            return arms.baseline().requests() >= FEWEST ? toOptional(time(arms.baseline())) : Optional.empty();
        }
        return past == null
                ? Optional.empty()
                : toOptional(time(new Sample(past.requests(), past.failures(), 0, past.times())));
    }

    private static Optional<Double> toOptional(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }

    private String shown(Arms arms) {
        String mine = trigger.gauge().isTime()
                ? toOptional(time(arms.candidate(), limit(arms)))
                        .map(Said::time)
                        .orElse("none")
                : Said.rate(rate(arms.candidate()));
        if (!trigger.needsBaseline()) {
            return trigger.gauge().noun() + " " + mine;
        }
        String theirs = trigger.gauge().isTime()
                ? baselineTime(arms).map(Said::time).orElse("none")
                : baselineRate(arms).map(Said::rate).orElse("none");
        return trigger.gauge().noun() + " " + mine + " against " + theirs;
    }

    @Override
    public Trigger trigger() {
        return trigger;
    }

    @Override
    public Optional<String> fired() {
        return fired;
    }

    @Override
    public boolean heard() {
        return heard;
    }

    @Override
    public String stands() {
        return last;
    }
}
