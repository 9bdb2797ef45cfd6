package dev.slipway.actions.load;

import dev.slipway.route.Buckets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was counted so far.
 *
 * @param byStatus how many answers had which status
 * @param wrong how many of the answers had none of the statuses that are right
 * @param late left and not answered in time
 * @param neverLeft waited for a connection for as long as an answer may take
 * @param broken requests without an answer, by why
 * @param waited left more than 10 ms after their instant
 * @param times of those that were answered, late or never left, each from its planned instant
 * @param longest in microseconds
 */
record Figures(
        Map<Integer, Long> byStatus,
        long wrong,
        long late,
        long neverLeft,
        Map<String, Long> broken,
        long waited,
        Buckets times,
        long longest)
        implements Counts {

    Figures {
        byStatus = new TreeMap<>(byStatus);
        broken = new TreeMap<>(broken);
    }

    @Override
    public long answered() {
        return sum(byStatus);
    }

    long sent() {
        return answered() + late + sum(broken);
    }

    @Override
    public long requests() {
        return sent() + neverLeft;
    }

    @Override
    public long errors() {
        return wrong + late + neverLeft + sum(broken);
    }

    /** Never above the longest, which is known exactly. */
    @Override
    public Optional<Double> time(Measure measure) {
        return times.quantile(measure.part()).stream()
                .mapToObj(micros -> Math.min(micros, longest) / 1e6)
                .findFirst();
    }

    double max() {
        return longest / 1e6;
    }

    /** {@code 500 sent, 498 answered (2xx 490, 5xx 8), 10 errors (2 %), p50 12 ms, p90 …, max 120 ms}. */
    @Override
    public String line() {
        return sent() + " sent, " + answered() + " answered" + classes() + ", " + ending();
    }

    private String classes() {
        Map<Integer, Long> classes = new TreeMap<>();
        byStatus.forEach((status, count) -> classes.merge(status / 100, count, Long::sum));
        List<String> said = new ArrayList<>();
        classes.forEach((digit, count) -> said.add(digit + "xx " + count));
        return said.isEmpty() ? "" : " (" + String.join(", ", said) + ")";
    }

    @Override
    public List<String> mishaps() {
        List<String> all = new ArrayList<>();
        broken.forEach((why, count) -> all.add(count + " broken: " + why));
        if (late > 0) {
            all.add(late + " not answered in time");
        }
        if (neverLeft > 0) {
            all.add(neverLeft + " never left: all connections were busy for the whole timeout");
        }
        if (waited > 0) {
            all.add(waited + " left more than 10 ms late; their waiting is counted");
        }
        return all;
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
