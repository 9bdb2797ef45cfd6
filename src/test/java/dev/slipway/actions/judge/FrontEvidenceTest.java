package dev.slipway.actions.judge;

import dev.slipway.hands.Evidence;
import dev.slipway.hands.FrontEvidence;
import dev.slipway.hands.Traffic;
import dev.slipway.hands.TrafficFailure;
import dev.slipway.route.Buckets;
import dev.slipway.route.Counts;
import dev.slipway.route.Counts.Answered;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

class FrontEvidenceTest extends EvidenceContract {
    private static final PoolId V3 = new PoolId("v3");
    private static final PoolId V2 = new PoolId("v2");

    private final Map<PoolId, Counts> counts = new HashMap<>(Map.of(V3, Counts.NONE, V2, Counts.NONE));
    private boolean gone;

    @Override
    void counted(long requests, long failures, long baselineRequests, long baselineFailures) {
        counts.put(V3, of(requests, failures));
        counts.put(V2, of(baselineRequests, baselineFailures));
    }

    private static Counts of(long requests, long failures) {
        Answered answered = new Answered(0, requests - failures, 0, 0, failures);
        return new Counts(answered, 0, 0, 0, Optional.of(Buckets.of(new long[] {0, requests})), 0, 0);
    }

    @Override
    Evidence evidence() {
        return new FrontEvidence(new Counting(), V3, V2);
    }

    @Override
    void stop() {
        gone = true;
    }

    /** A front that only counts. */
    private final class Counting implements Traffic {
        @Override
        public Optional<Counts> observe(PoolId pool) {
            if (gone) {
                throw new TrafficFailure("the proxy does not run.");
            }
            return Optional.ofNullable(counts.get(pool));
        }

        @Override
        public Can can() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Live read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Applying apply(RoutePlan plan, long generation) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Draining drain(PoolId pool, Duration requests, Duration streams) {
            throw new UnsupportedOperationException();
        }
    }
}
