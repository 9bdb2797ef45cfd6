package dev.slipway.hands;

import dev.slipway.judge.Poll;
import dev.slipway.judge.Trigger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server that counted a release and still knows it. */
@FunctionalInterface
public interface Archive {

    /**
     * What it counted, as polls, with answers to the queries of the rules. Throws {@link IllegalArgumentException} with one
     * sentence when the server does not answer, or knows nothing of the candidate.
     *
     * @param environment where the variables of the headers are
     */
    List<Poll> polls(Wanted wanted, List<Trigger> rules, Place.Environment environment) throws InterruptedException;

    /** @param headers in which {@code $NAME} is a variable */
    record Wanted(URI url, Counters counters, Span span, Map<String, String> headers) {}

    /**
     * Which counters are meant, as in {@code judge.watch}: the labels tell the versions apart.
     *
     * @param times the histogram, without {@code _bucket}; empty where nobody counted times
     */
    record Counters(
            String requests, String failures, Optional<String> times, String candidate, Optional<String> baseline) {}

    /** @param step between two polls */
    record Span(Instant from, Instant to, Duration step) {
        private static final int MOST = 200_000;

        public Span {
            from = from.truncatedTo(ChronoUnit.MILLIS);
            step = Duration.ofMillis(step.toMillis());
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("the time ends before it begins: '--from' is the earlier one");
            }
            if (step.toMillis() < 1 || Duration.between(from, to).toMillis() / step.toMillis() > MOST) {
                throw new IllegalArgumentException(
                        "these are more than " + MOST + " polls: give a shorter time or a longer '--every'");
            }
        }
    }
}
