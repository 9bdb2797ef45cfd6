package dev.slipway.actions.load;

import dev.slipway.route.Buckets;
import java.util.Map;
import java.util.TreeMap;

/** Counts what comes from many threads. */
final class Gathered {
    private static final long NOTICED = 10_000;

    private final Map<Integer, Long> byStatus = new TreeMap<>();
    private final Map<String, Long> broken = new TreeMap<>();
    private final long[] times = new long[Buckets.COUNT];
    private long wrong;
    private long late;
    private long neverLeft;
    private long waited;
    private long longest;

    /**
     * @param waitedMicros from the planned instant until it left
     * @param micros from the planned instant until it was over
     */
    synchronized void add(Ended ended, long waitedMicros, long micros) {
        switch (ended) {
            case Ended.Answered(int status, boolean right) -> {
                byStatus.merge(status, 1L, Long::sum);
                wrong += right ? 0 : 1;
                time(micros);
            }
            case Ended.Late _ -> {
                late++;
                time(micros);
            }
            case Ended.NeverLeft _ -> {
                neverLeft++;
                time(micros);
            }
            // A refusal is quick, and says nothing of how long answers take.
            case Ended.Broken(String why) -> broken.merge(why, 1L, Long::sum);
        }
        if (waitedMicros > NOTICED && !(ended instanceof Ended.NeverLeft)) {
            waited++;
        }
    }

    private void time(long micros) {
        times[Buckets.index(micros)]++;
        longest = Math.max(longest, micros);
    }

    synchronized Figures figures() {
        return new Figures(byStatus, wrong, late, neverLeft, broken, waited, Buckets.of(times), longest);
    }
}
