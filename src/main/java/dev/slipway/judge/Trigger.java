package dev.slipway.judge;

import dev.slipway.parameters.Written;
import java.time.Duration;
import java.util.List;

/** A rule that takes a release back, as its author wrote it: {@code error-rate > 5% for 5m}. */
@Written("trigger")
public sealed interface Trigger {

    /** As it was written. */
    String text();

    /** A gauge of the candidate is above a limit. */
    record Above(Gauge gauge, Limit limit, Lasting lasting, String text) implements Trigger {}

    /** The candidate's health check failed so many times in a row. */
    record Unhealthy(int times, String text) implements Trigger {}

    /** What Prometheus answers to a query is above or below a number. */
    record Asked(String query, Side side, double value, Lasting lasting, String text) implements Trigger {}

    enum Side {
        ABOVE,
        BELOW
    }

    sealed interface Limit {
        record Rate(double rate) implements Limit {}

        record Seconds(double seconds) implements Limit {}

        /** Above each of these boundaries, for a rate. */
        record Worse(List<Tolerance> tolerances) implements Limit {
            public Worse {
                tolerances = List.copyOf(tolerances);
            }
        }

        /** So many times the baseline's time. */
        record Slower(double factor) implements Limit {}

        default boolean needsBaseline() {
            return this instanceof Worse || this instanceof Slower;
        }
    }

    /** How long it must be so. */
    sealed interface Lasting {
        /** As soon as the requests prove it. */
        record Immediately() implements Lasting {}

        /** At every look for so long, each look at the last minute. */
        record For(Duration time) implements Lasting {}

        /** On the whole of such a window. */
        record Over(Duration window) implements Lasting {}
    }

    default boolean needsBaseline() {
        return this instanceof Above above && above.limit().needsBaseline();
    }

    /** Reads one; throws {@link IllegalArgumentException} with one sentence. */
    static Trigger of(String text) {
        return switch (TriggerReader.read(text)) {
            case TriggerReader.Reading.Read(Trigger trigger) -> trigger;
            case TriggerReader.Reading.Misread misread -> throw new IllegalArgumentException(misread.sentence());
        };
    }
}
