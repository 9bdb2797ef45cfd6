package dev.slipway.actions.load;

import java.util.Locale;

/** A time that is told of all requests together. */
enum Measure {
    P50(0.5),
    P90(0.9),
    P95(0.95),
    P99(0.99),
    MAX(1);

    private final double part;

    Measure(double part) {
        this.part = part;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    double part() {
        return part;
    }
}
