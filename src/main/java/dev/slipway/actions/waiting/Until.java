package dev.slipway.actions.waiting;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A moment: {@code 2026-11-21T02:30:00+01:00}, or the next {@code 02:30 Europe/Berlin} after the wait began. */
sealed interface Until {

    Instant after(Instant begun);

    record Moment(Instant instant) implements Until {
        @Override
        public Instant after(Instant begun) {
            return instant;
        }
    }

    record TimeOfDay(LocalTime time, ZoneId zone) implements Until {
        @Override
        public Instant after(Instant begun) {
            ZonedDateTime from = begun.atZone(zone);
            // A time that the clocks leave out is moved on by the gap; one that they repeat is the earlier.
            ZonedDateTime today = from.toLocalDate().atTime(time).atZone(zone);
            ZonedDateTime next = today.toInstant().isBefore(begun)
                    ? from.toLocalDate().plusDays(1).atTime(time).atZone(zone)
                    : today;
            return next.toInstant();
        }
    }

    static Optional<Until> parse(String text) {
        Matcher daily = Pattern.compile("(\\d{2}:\\d{2}(?::\\d{2})?) (\\S+)").matcher(text.strip());
        try {
            return daily.matches()
                    ? Optional.of(new TimeOfDay(LocalTime.parse(daily.group(1)), ZoneId.of(daily.group(2))))
                    : Optional.of(new Moment(OffsetDateTime.parse(text.strip()).toInstant()));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
