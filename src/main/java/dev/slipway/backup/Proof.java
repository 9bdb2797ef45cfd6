package dev.slipway.backup;

import java.time.Duration;
import java.time.Instant;

/** What came of the last attempt to prove a backup. */
public sealed interface Proof {

    Proving how();

    Instant at();

    /**
     * @param took from the beginning of the restore to its end where it was restored: the recovery time that was measured
     * @param says what was compared, in a few words
     */
    record Proved(Proving how, Instant at, Duration took, String says) implements Proof {}

    /** @param why one sentence without a full stop */
    record Disproved(Proving how, Instant at, String why) implements Proof {}
}
