package dev.slipway.actions.load;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a program says in the end, where it does not tell of each request.
 *
 * @param times in seconds
 */
record Summed(long requests, long answered, long errors, Map<Measure, Double> times, List<String> mishaps)
        implements Counts {

    Summed {
        times = Map.copyOf(times);
        mishaps = List.copyOf(mishaps);
    }

    @Override
    public Optional<Double> time(Measure measure) {
        return Optional.ofNullable(times.get(measure));
    }

    @Override
    public String line() {
        return requests + " asked, " + answered + " answered, " + ending();
    }

    static void note(long count, String what, List<String> mishaps) {
        if (count > 0) {
            mishaps.add(count + " " + what);
        }
    }
}
