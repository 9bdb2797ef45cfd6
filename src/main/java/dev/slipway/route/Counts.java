package dev.slipway.route;

import java.util.Optional;

/**
 * What a front counted of one version, from its beginning.
 *
 * @param answered by class of status: 1xx to 5xx at 0 to 4, as the version answered
 * @param unreachable requests for which no connection to it could be made
 * @param broken requests whose answer did not come, or not whole, because the version failed
 * @param aborted requests that the client gave up; nobody's failure
 * @param latency of the answered ones; empty where the proxy does not keep it
 * @param inFlight requests that are with it now; -1 where the proxy cannot say
 * @param streams connections upgraded or streaming events now, apart from {@code inFlight}
 * @param unanswered how long requests have taken so far that have no answer: those in flight now, and those that ended without one;
 *     empty where the proxy does not keep it
 */
public record Counts(
        Answered answered,
        long unreachable,
        long broken,
        long aborted,
        Optional<Buckets> latency,
        long inFlight,
        long streams,
        Optional<Buckets> unanswered) {

    public Counts(
            Answered answered,
            long unreachable,
            long broken,
            long aborted,
            Optional<Buckets> latency,
            long inFlight,
            long streams) {
        this(answered, unreachable, broken, aborted, latency, inFlight, streams, Optional.empty());
    }

    public Counts with(Buckets withoutAnswer) {
        return new Counts(
                answered, unreachable, broken, aborted, latency, inFlight, streams, Optional.of(withoutAnswer));
    }

    public record Answered(long informed, long ok, long moved, long refused, long failed) {
        public static final Answered NONE = new Answered(0, 0, 0, 0, 0);

        public long total() {
            return informed + ok + moved + refused + failed;
        }

        Answered minus(Answered o) {
            return new Answered(
                    informed - o.informed, ok - o.ok, moved - o.moved, refused - o.refused, failed - o.failed);
        }

        Answered plus(Answered o) {
            return new Answered(
                    informed + o.informed, ok + o.ok, moved + o.moved, refused + o.refused, failed + o.failed);
        }

        boolean isNegative() {
            return informed < 0 || ok < 0 || moved < 0 || refused < 0 || failed < 0;
        }
    }

    public static final Counts NONE = new Counts(Answered.NONE, 0, 0, 0, Optional.of(Buckets.none()), 0, 0);

    /** All that came to an end, without those that the client gave up. */
    public long requests() {
        return answered.total() + unreachable + broken;
    }

    /** Those that the version failed: 5xx, no connection, no whole answer. */
    public long failures() {
        return answered.failed() + unreachable + broken;
    }

    /** What two processes counted of one version. */
    public Counts plus(Counts other) {
        Optional<Buckets> times = latency.isEmpty() || other.latency.isEmpty()
                ? Optional.empty()
                : Optional.of(latency.get().plus(other.latency.get()));
        return new Counts(
                answered.plus(other.answered),
                unreachable + other.unreachable,
                broken + other.broken,
                aborted + other.aborted,
                times,
                inFlight + other.inFlight,
                streams + other.streams,
                unanswered.isEmpty()
                        ? other.unanswered
                        : unanswered.map(
                                mine -> other.unanswered.map(mine::plus).orElse(mine)));
    }

    /** What was counted since {@code earlier}; empty when the counters began anew in between. */
    public Optional<Counts> since(Counts earlier) {
        Answered more = answered.minus(earlier.answered);
        long moreUnreachable = unreachable - earlier.unreachable;
        long moreBroken = broken - earlier.broken;
        long moreAborted = aborted - earlier.aborted;
        if (more.isNegative() || moreUnreachable < 0 || moreBroken < 0 || moreAborted < 0) {
            return Optional.empty();
        }
        if (latency.isEmpty() || earlier.latency.isEmpty()) {
            return Optional.of(
                    new Counts(more, moreUnreachable, moreBroken, moreAborted, Optional.empty(), inFlight, streams));
        }
        return latency.get()
                .since(earlier.latency.get())
                .map(times -> new Counts(
                        more, moreUnreachable, moreBroken, moreAborted, Optional.of(times), inFlight, streams));
    }
}
