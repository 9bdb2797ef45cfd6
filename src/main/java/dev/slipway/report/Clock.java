package dev.slipway.report;

import java.time.Duration;

/** Elapsed time as a clock shows it. */
final class Clock {
    private Clock() {}

    /** {@code 0:07}, {@code 4:12}, {@code 1:02:09}. */
    static String elapsed(Duration time) {
        long s = Math.max(0, time.toSeconds());
        return s < 3600 ? "%d:%02d".formatted(s / 60, s % 60) : "%d:%02d:%02d".formatted(s / 3600, s / 60 % 60, s % 60);
    }
}
