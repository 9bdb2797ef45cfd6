package dev.slipway.hands;

import dev.slipway.base.Data;
import dev.slipway.run.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How often something is looked at, and for how long, until it is as it should be. {@code within} empty: once. */
public record Patience(Duration every, Optional<Duration> within) {

    /** More often than this is no waiting but a burden on what is looked at. */
    private static final Duration SHORTEST = Duration.ofMillis(10);

    private static final Duration LAST_LOOK = Duration.ofSeconds(5);

    public Patience {
        if (every.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("'every' is at least 10ms");
        }
    }

    /** One look at the world, which takes no longer than {@code limit}. */
    @FunctionalInterface
    public interface Look {
        Seen at(Duration limit) throws InterruptedException;
    }

    public sealed interface Seen {
        /** @param summary a few words; may be empty */
        record AsWanted(String summary, Map<String, Data> outputs) implements Seen {
            public AsWanted(String summary) {
                this(summary, Map.of());
            }
        }

        /** @param says what was seen instead, a sentence without a full stop; looked at again while there is time */
        record Otherwise(String says) implements Seen {}

        /** Looking again would show the same. */
        record Hopeless(String says) implements Seen {}
    }

    /** Looks from now on. A single look takes {@code longest}, and less where less is left. */
    public Outcome await(Site site, Duration longest, Look look) throws InterruptedException {
        return awaitSince(site.now(), site, longest, look);
    }

    /** As {@link #await}, with the time counted from {@code start}. Looks at least once. */
    public Outcome awaitSince(Instant start, Site site, Duration longest, Look look) throws InterruptedException {
        for (int tries = 1; ; tries++) {
            Duration limit = within.isEmpty() ? longest : least(longest, atLeast(left(start, site.now())));
            switch (look.at(limit)) {
                case Seen.AsWanted(String summary, Map<String, Data> outputs) -> {
                    return new Outcome.Succeeded(after(summary, start, site.now(), tries), outputs);
                }
                case Seen.Hopeless(String says) -> {
                    return new Outcome.Failed(says);
                }
                case Seen.Otherwise(String says) -> {
                    Duration rest = left(start, site.now());
                    if (rest.compareTo(Duration.ZERO) <= 0) {
                        return new Outcome.Failed(says + tried(tries, start, site.now()));
                    }
                    site.say(says);
                    site.pause(least(rest, every));
                }
            }
        }
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private Duration left(Instant start, Instant now) {
        return within.map(all -> all.minus(Duration.between(start, now))).orElse(Duration.ZERO);
    }

    /** The last look begins when no time is left, and must be able to see something all the same. */
    private static Duration atLeast(Duration left) {
        return left.compareTo(LAST_LOOK) < 0 ? LAST_LOOK : left;
    }

    private static String after(String summary, Instant start, Instant now, int tries) {
        return tries == 1 ? summary : (summary + " after " + said(Duration.between(start, now))).strip();
    }

    private static String tried(int tries, Instant start, Instant now) {
        return tries == 1 ? "" : " (last of " + tries + " tries in " + said(Duration.between(start, now)) + ")";
    }

    /** {@code 812 ms}, {@code 3.1 s}, {@code 12m30s}, {@code 2h05m}. */
    public static String said(Duration time) {
        long seconds = time.toSeconds();
        if (seconds >= 3600) {
            return String.format(Locale.ROOT, "%dh%02dm", time.toHours(), time.toMinutesPart());
        }
        if (seconds >= 60) {
            return String.format(Locale.ROOT, "%dm%02ds", time.toMinutes(), time.toSecondsPart());
        }
        return seconds >= 1 ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0) : time.toMillis() + " ms";
    }
}
