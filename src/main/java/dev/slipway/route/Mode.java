package dev.slipway.route;

import java.time.Duration;
import java.util.List;

/** What a front does with a request that comes in. */
public sealed interface Mode {

    /** It goes to a version. */
    record Serve() implements Mode {}

    /** It waits until the front serves again; after {@code atMost} it gets 504, and 503 when {@code queued} wait already. */
    record Hold(Duration atMost, int queued) implements Mode {
        public Hold {
            if (!atMost.isPositive()) {
                throw new IllegalArgumentException("requests are held for a time greater than 0");
            }
            if (queued < 1) {
                throw new IllegalArgumentException("at least one request must be able to wait");
            }
        }
    }

    /** It is answered at once, except from the networks of {@code bypass} ({@code 10.0.0.0/8}), which are served. */
    record Maintenance(int status, String page, Duration retryAfter, List<Network> bypass) implements Mode {
        public Maintenance {
            bypass = List.copyOf(bypass);
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException("maintenance answers with a status of 400 to 599, not " + status);
            }
            if (retryAfter.isNegative()) {
                throw new IllegalArgumentException("retry-after is not negative");
            }
            if (retryAfter.toMillisPart() > 0 || retryAfter.toNanosPart() > 0) {
                throw new IllegalArgumentException(
                        "retry-after is told in whole seconds, such as 1s, not '" + retryAfter.toMillis() + "ms'");
            }
            for (int i = 0; i < bypass.size(); i++) {
                if (bypass.indexOf(bypass.get(i)) < i) {
                    throw new IllegalArgumentException(
                            "'" + bypass.get(i) + "' is let through twice: leave one of them out");
                }
            }
        }
    }
}
