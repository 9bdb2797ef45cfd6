package dev.slipway.judge;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One burst is no regression: bad requests must be seen in several polls, over some time. Delaying never breaks a guarantee. */
final class Persistence {
    static final int POLLS = 3;
    static final Duration APART = Duration.ofSeconds(2);

    private int polls;
    private @Nullable Duration first;
    private Duration last = Duration.ZERO;

    void see(Duration at, long bad) {
        if (bad > 0) {
            polls++;
            first = first == null ? at : first;
            last = at;
        }
    }

    boolean holds() {
        return polls >= POLLS && first != null && last.minus(first).compareTo(APART) >= 0;
    }
}
