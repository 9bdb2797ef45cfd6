package dev.slipway.judge;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One burst is no regression: bad requests must be seen in several polls, over some time, and something must speak against the
 * candidate without the worst of the polls. Delaying never breaks a guarantee.
 */
final class Persistence {
    static final int POLLS = 3;
    static final Duration APART = Duration.ofSeconds(2);

    /** In nats, of the evidence without the worst poll. */
    static final double REST = 1;

    private int polls;
    private double worst;
    private @Nullable Duration first;
    private Duration last = Duration.ZERO;

    /** @param gain what the poll added to the evidence, in nats */
    void see(Duration at, long bad, double gain) {
        worst = Math.max(worst, gain);
        if (bad > 0) {
            polls++;
            first = first == null ? at : first;
            last = at;
        }
    }

    boolean holds(double logE) {
        boolean lasts = polls >= POLLS && first != null && last.minus(first).compareTo(APART) >= 0;
        return lasts && logE - worst >= REST;
    }
}
