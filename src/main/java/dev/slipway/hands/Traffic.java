package dev.slipway.hands;

import dev.slipway.route.Counts;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A proxy in front of something that is released: moves requests between its versions. No memory is trusted: {@link #read}
 * says what the proxy does now, as the proxy itself says it. Every call may be repeated after a crash. A call that cannot be
 * carried out throws {@link TrafficFailure}.
 */
public interface Traffic {

    Can can();

    /** Where requests come in, if it can say: {@code http://127.0.0.1:8080}. */
    default Optional<URI> entrance() throws InterruptedException {
        return Optional.empty();
    }

    /** What really is live now. */
    Live read() throws InterruptedException;

    /**
     * Makes the front do this, all of it or nothing, if its generation still is the one given (of a {@link Live} that was
     * read), and answers what it does then. A pool that the plan lacks is let go; drain it first.
     */
    Applying apply(RoutePlan plan, long generation) throws InterruptedException;

    /**
     * Waits until no request is with a pool that gets none any more: {@code requests} for those, then {@code streams} for
     * upgraded connections and event streams. Stops nothing.
     */
    Draining drain(PoolId pool, Duration requests, Duration streams) throws InterruptedException;

    /** What was counted of a pool up to now; empty when it is not behind this front. */
    Optional<Counts> observe(PoolId pool) throws InterruptedException;

    /** @param generation grows with every plan that was applied, by whomever */
    record Live(RoutePlan plan, long generation) {}

    sealed interface Applying {
        record Applied(Live live) implements Applying {}

        /** Somebody else applied a plan since. */
        record Outdated(Live live) implements Applying {}

        /** This proxy cannot do it; {@code why} says what it cannot and which can. Nothing has changed. */
        record Refused(String why) implements Applying {}
    }

    sealed interface Draining {
        record Drained() implements Draining {}

        /** @param what in words: {@code 3 requests}, {@code 2 streams}, {@code 4 connections} */
        record Remaining(long count, String what) implements Draining {}
    }

    /** What a proxy can do beside sending everything to one version. */
    enum Feature {
        /** Any share of the requests. */
        SHARES,
        /** A header or cookie that leads to one version. */
        PINS,
        STICKY,
        HOLD,
        MAINTENANCE,
        /** Counts of requests and failures by version. */
        COUNTS,
        LATENCY
    }

    /**
     * @param proxy what people call it: {@code nginx}
     * @param shares the shares it knows in permille where it knows only some; empty for any
     */
    record Can(String proxy, Set<Feature> features, Set<Integer> shares, Signal drained) {
        public Can {
            features = Set.copyOf(features);
            shares = Set.copyOf(shares);
        }
    }

    /** How it knows that a version is drained. */
    enum Signal {
        /** It counts the requests in flight. */
        EXACT,
        /** No connection to the version is open any more. */
        SOCKETS,
        /** A time that is said to be longer than any request. */
        TIME
    }
}
