package dev.slipway.actions.load;

import dev.slipway.judge.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What became of a load, whoever made it. */
interface Counts {

    /** All that were planned and are over. */
    long requests();

    long answered();

    long errors();

    /** In seconds; empty where nothing was timed. */
    Optional<Double> time(Measure measure);

    /** How it stands, in one line. */
    String line();

    /** What went wrong, a line each; empty when nothing did. */
    List<String> mishaps();

    default double errorRate() {
        return requests() == 0 ? 0 : (double) errors() / requests();
    }

    /** {@code 10 errors (2 %)}. */
    default String mistakes() {
        return errors() == 0
                ? "no error"
                : errors() + (errors() == 1 ? " error (" : " errors (") + Said.rate(errorRate()) + ")";
    }

    /** {@code 10 errors (2 %), p50 12 ms, …, max 120 ms}. */
    default String ending() {
        List<String> parts = new ArrayList<>();
        parts.add(mistakes());
        for (Measure measure : Measure.values()) {
            time(measure).ifPresent(seconds -> parts.add(measure.word() + " " + Said.time(seconds)));
        }
        return String.join(", ", parts);
    }
}
