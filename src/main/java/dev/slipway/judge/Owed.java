package dev.slipway.judge;

import java.util.Optional;

/**
 * What a poll adds to a count of slow requests. A request that has waited for long is counted before its answer comes; where the
 * two are read at different moments it may be missing for a poll, and then nothing is counted until it is there again.
 */
record Owed(Part candidate, Part baseline) {
    static final Owed NOTHING = new Owed(Part.NONE, Part.NONE);

    record Part(long requests, long slow) {
        static final Part NONE = new Part(0, 0);

        private Part plus(Part o) {
            return new Part(requests + o.requests, slow + o.slow);
        }

        private boolean isWhole() {
            return slow >= 0 && requests >= slow;
        }
    }

    Owed plus(Owed o) {
        return new Owed(candidate.plus(o.candidate), baseline.plus(o.baseline));
    }

    /** Empty as long as it makes no sense. */
    Optional<Batch> batch() {
        return candidate.isWhole() && baseline.isWhole()
                ? Optional.of(new Batch(candidate.requests, candidate.slow, baseline.requests, baseline.slow))
                : Optional.empty();
    }
}
