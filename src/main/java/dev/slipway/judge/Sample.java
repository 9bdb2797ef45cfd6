package dev.slipway.judge;

import java.util.Optional;

/**
 * What one arm counted between two polls.
 *
 * @param requests those that came to an end
 * @param failures those of them that failed
 * @param unreachable those of the failures for which no connection could be made
 * @param times how long they took; empty where the source does not say
 * @param waiting how long those have taken so far that have not come to an end, at the second poll; empty where the source
 *     does not say
 */
public record Sample(long requests, long failures, long unreachable, Optional<Times> times, Optional<Times> waiting) {
    public static final Sample NONE = new Sample(0, 0, 0, Optional.empty());

    public Sample(long requests, long failures, long unreachable, Optional<Times> times) {
        this(requests, failures, unreachable, times, Optional.empty());
    }

    public Sample {
        if (failures < 0 || failures > requests || unreachable < 0 || unreachable > requests) {
            throw new IllegalArgumentException(
                    "of %d requests %d failed and %d were unreachable".formatted(requests, failures, unreachable));
        }
    }

    public static Sample of(long requests, long failures) {
        return new Sample(requests, failures, 0, Optional.empty());
    }

    public Sample with(Times more) {
        return new Sample(requests, failures, unreachable, Optional.of(more), waiting);
    }

    /** With those that are still under way. */
    public Sample withWaiting(Times now) {
        return new Sample(requests, failures, unreachable, times, Optional.of(now));
    }

    /** The buckets of its times; empty where it has none. */
    public Optional<Grid> grid() {
        return times.or(() -> waiting).map(Times::grid);
    }

    /** With what was counted after it. */
    public Sample plus(Sample other) {
        Optional<Times> both = times.isEmpty()
                ? other.times
                : times.map(mine -> other.times
                        .filter(theirs -> theirs.grid().equals(mine.grid()))
                        .map(mine::plus)
                        .orElse(mine));
        return new Sample(
                requests + other.requests,
                failures + other.failures,
                unreachable + other.unreachable,
                both,
                other.waiting);
    }

    /** What was counted since; empty when a counter began anew in between. Times that cannot be told apart are left out. */
    public Optional<Sample> since(Sample earlier) {
        long more = requests - earlier.requests;
        long failed = failures - earlier.failures;
        long lost = unreachable - earlier.unreachable;
        if (more < 0 || failed < 0 || lost < 0 || failed > more || lost > more) {
            return Optional.empty();
        }
        if (times.isEmpty() || earlier.times.isEmpty()) {
            return Optional.of(new Sample(more, failed, lost, Optional.empty(), waiting));
        }
        Optional<Times> slow = times.get().since(earlier.times.get());
        boolean anew =
                slow.isEmpty() && times.get().grid().equals(earlier.times.get().grid());
        return anew ? Optional.empty() : Optional.of(new Sample(more, failed, lost, slow, waiting));
    }
}
