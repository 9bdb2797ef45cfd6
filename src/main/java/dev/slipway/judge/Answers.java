package dev.slipway.judge;

import dev.slipway.judge.Trigger.Lasting;
import dev.slipway.judge.Trigger.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Optional;

/** What Prometheus answers to a query, poll by poll; only time between two answers counts. */
final class Answers implements Literal {
    /** A longer gap between two answers is no data. */
    private static final Duration GAP = Duration.ofSeconds(60);

    private final Trigger.Asked trigger;
    private Duration held = Duration.ZERO;
    private Duration last = Duration.ZERO;
    private boolean so;
    private double value = Double.NaN;
    private Optional<String> fired = Optional.empty();

    Answers(Trigger.Asked trigger) {
        this.trigger = trigger;
    }

    @Override
    public void see(Poll poll) {
        Double answer = poll.values().get(trigger.query());
        if (answer == null || answer.isNaN()) {
            so = false;
            return;
        }
        boolean now = trigger.side() == Side.ABOVE ? answer > trigger.value() : answer < trigger.value();
        Duration since = poll.at().minus(last);
        if (!now) {
            held = Duration.ZERO;
        } else if (so && since.compareTo(GAP) <= 0) {
            held = held.plus(since);
        }
        so = now;
        last = poll.at();
        value = answer;
        if (now && held.compareTo(needed()) >= 0 && fired.isEmpty()) {
            fired = Optional.of("the query answered " + shown(value)
                    + (needed().isZero() ? "" : " and was so for " + Said.duration(held)));
        }
    }

    private Duration needed() {
        return switch (trigger.lasting()) {
            case Lasting.For(Duration time) -> time;
            case Lasting.Over(Duration window) -> window;
            case Lasting.Immediately _ -> Duration.ZERO;
        };
    }

    private static String shown(double value) {
        return Double.isInfinite(value)
                ? "infinity"
                : new BigDecimal(value)
                        .round(new MathContext(3))
                        .stripTrailingZeros()
                        .toPlainString();
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
        return !Double.isNaN(value);
    }

    @Override
    public String stands() {
        return Double.isNaN(value)
                ? "no answer yet"
                : "answers " + shown(value) + (held.isZero() ? "" : ", so for " + Said.duration(held));
    }
}
