package dev.slipway.judge;

import dev.slipway.judge.Trigger.Above;
import dev.slipway.judge.Trigger.Limit;
import java.util.List;
import java.util.Optional;

/** Triggers that are written twice, or of which one can never act before another. */
public final class Contradictions {
    private Contradictions() {}

    /** One sentence; empty when there is none. */
    public static Optional<String> of(List<Trigger> triggers) {
        for (int i = 0; i < triggers.size(); i++) {
            for (int j = 0; j < triggers.size(); j++) {
                Optional<String> says = i == j ? Optional.empty() : between(triggers.get(i), triggers.get(j));
                if (says.isPresent()) {
                    return says;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> between(Trigger one, Trigger other) {
        if (one.text().equals(other.text())) {
            return Optional.of("'" + one.text() + "' is written twice");
        }
        return one instanceof Above high && other instanceof Above low && idle(high, low)
                ? Optional.of("'" + high.text() + "' can never act before '" + low.text() + "': leave one of them out")
                : Optional.empty();
    }

    private static boolean idle(Above high, Above low) {
        return high.gauge().equals(low.gauge())
                && high.lasting().equals(low.lasting())
                && level(high.limit()).isPresent()
                && level(low.limit()).isPresent()
                && high.limit().getClass() == low.limit().getClass()
                && level(high.limit()).get() > level(low.limit()).get();
    }

    private static Optional<Double> level(Limit limit) {
        return switch (limit) {
            case Limit.Rate(double rate) -> Optional.of(rate);
            case Limit.Seconds(double seconds) -> Optional.of(seconds);
            case Limit.Slower(double factor) -> Optional.of(factor);
            case Limit.Worse _ -> Optional.empty();
        };
    }
}
