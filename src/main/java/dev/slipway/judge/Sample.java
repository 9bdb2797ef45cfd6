package dev.slipway.judge;

import java.util.Optional;

/**
 * What one arm counted between two polls.
 *
 * @param requests those that came to an end
 * @param failures those of them that failed
 * @param unreachable those of the failures for which no connection could be made
 * @param times how long they took; empty where the source does not say
 * @param waiting those without an answer; empty where the source does not say
 */
public record Sample(long requests, long failures, long unreachable, Optional<Times> times, Optional<Waiting> waiting) {
    public static final Sample NONE = new Sample(0, 0, 0, Optional.empty());

    /**
     * How long requests have taken so far that have no answer: they are under way, or ended without one. A request that hangs is
     * slow long before it is counted anywhere else.
     *
     * @param before at the first of the two polls, counted from the beginning
     * @param now at the second
     */
    public record Waiting(Times before, Times now) {
        public Waiting {
            if (!before.grid().equals(now.grid())) {
                throw new IllegalArgumentException("times of different buckets cannot be compared");
            }
        }

        static Waiting at(Times now) {
            return new Waiting(Times.none(now.grid()), now);
        }

        /** How many more exceed a bound; less than none where an answer came for one that had exceeded it before. */
        long above(int bound) {
            return now.above(bound) - before.above(bound);
        }

        private Optional<Waiting> since(Waiting earlier) {
            return now.grid().equals(earlier.now.grid()) ? Optional.of(between(earlier.now, now)) : Optional.empty();
        }

        private Optional<Waiting> plus(Waiting later) {
            return now.grid().equals(later.now.grid())
                    ? Optional.of(between(before.plus(later.before), now.plus(later.now)))
                    : Optional.empty();
        }

        /** Without what is the same in both: those that were given up long ago are many. */
        private static Waiting between(Times before, Times now) {
            long[] gone = new long[now.grid().size() + 1];
            long[] come = new long[gone.length];
            for (int i = 0; i < gone.length; i++) {
                long same = Math.min(before.counted(i), now.counted(i));
                gone[i] = before.counted(i) - same;
                come[i] = now.counted(i) - same;
            }
            return new Waiting(Times.of(now.grid(), gone), Times.of(now.grid(), come));
        }
    }

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

    /** With those that have no answer. */
    public Sample withWaiting(Times now) {
        return new Sample(requests, failures, unreachable, times, Optional.of(Waiting.at(now)));
    }

    /** The buckets of its times; empty where it has none. */
    public Optional<Grid> grid() {
        return times.or(() -> waiting.map(Waiting::now)).map(Times::grid);
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
                waiting.isEmpty() ? other.waiting : waiting.flatMap(mine -> other.waiting.flatMap(mine::plus)));
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
            return Optional.of(new Sample(more, failed, lost, Optional.empty(), waitingSince(earlier)));
        }
        Optional<Times> slow = times.get().since(earlier.times.get());
        boolean anew =
                slow.isEmpty() && times.get().grid().equals(earlier.times.get().grid());
        return anew ? Optional.empty() : Optional.of(new Sample(more, failed, lost, slow, waitingSince(earlier)));
    }

    private Optional<Waiting> waitingSince(Sample earlier) {
        return waiting.flatMap(mine -> earlier.waiting.flatMap(mine::since));
    }
}
