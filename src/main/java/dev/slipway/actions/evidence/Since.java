package dev.slipway.actions.evidence;

import dev.slipway.base.Durations;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** An instant as people write it: as such, or as a time that has passed since. */
final class Since {
    private Since() {}

    static void check(String text) {
        instant(text, Instant.EPOCH);
    }

    static Instant instant(String text, Instant now) {
        Optional<Duration> ago = Durations.parse(text);
        if (ago.isPresent()) {
            return now.minus(ago.get());
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            throw new IllegalArgumentException(
                    "'since' is an instant such as 2026-11-21T14:00:00Z, or a time such as 10m, not '" + text + "'");
        }
    }
}
