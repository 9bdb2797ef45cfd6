package dev.slipway.engine;

import dev.slipway.base.RunId;
import java.time.Instant;

/** Names of runs: short, and sorted by the time at which the runs were started. */
final class RunIds {
    /** Names count from here, in seconds; nine letters last for more than a lifetime. */
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    private RunIds() {}

    /** @param tries how many names were taken already */
    static RunId next(Instant now, int tries) {
        long seconds = Math.max(0, now.getEpochSecond() - EPOCH.getEpochSecond()) + tries;
        String digits = Long.toString(seconds, 36);
        return new RunId("r" + "0".repeat(Math.max(0, 5 - digits.length())) + digits);
    }
}
