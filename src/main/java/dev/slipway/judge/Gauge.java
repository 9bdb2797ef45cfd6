package dev.slipway.judge;

import java.math.BigDecimal;
import java.util.List;

/** What is measured of an arm. */
public sealed interface Gauge {

    /** Of the requests that came to an end, those that failed. */
    record Failures() implements Gauge {}

    /** Of the requests, those for which no connection could be made. */
    record Unreachable() implements Gauge {}

    /** The time that this part of the requests did not exceed. */
    record Quantile(double level) implements Gauge {
        public Quantile {
            if (!(level > 0 && level < 1)) {
                throw new IllegalArgumentException("no quantile: " + level);
            }
        }
    }

    /** Of the requests of both arms, those that the candidate answered. */
    record Portion() implements Gauge {}

    List<String> NAMES = List.of("error-rate", "connection-failures", "p50", "p75", "p90", "p95", "p99", "p99.9");

    default String name() {
        return switch (this) {
            case Failures _ -> "error-rate";
            case Unreachable _ -> "connection-failures";
            case Portion _ -> "share";
            case Quantile(double level) ->
                "p"
                        + BigDecimal.valueOf(level)
                                .movePointRight(2)
                                .stripTrailingZeros()
                                .toPlainString();
        };
    }

    /** How a sentence calls it. */
    default String noun() {
        return switch (this) {
            case Failures _ -> "errors";
            case Unreachable _ -> "connection failures";
            case Portion _ -> "share of the answers";
            case Quantile _ -> name();
        };
    }

    default boolean isTime() {
        return this instanceof Quantile;
    }

    /** Requests and bad ones of a sample; for rates only. */
    default long bad(Sample sample) {
        return switch (this) {
            case Failures _ -> sample.failures();
            case Unreachable _ -> sample.unreachable();
            case Quantile _, Portion _ -> throw new IllegalArgumentException(name() + " is no rate of a sample");
        };
    }
}
