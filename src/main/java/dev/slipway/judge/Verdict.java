package dev.slipway.judge;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the judge says at one moment, with all that it rests on.
 *
 * @param at since the watch began
 * @param requests of the candidate so far
 * @param logE all evidence against the candidate together, in nats
 * @param line where it acts
 * @param alpha the probability of ever acting for nothing
 * @param fired a trigger that held by its words, with what was seen; empty when none did
 * @param needs about how many more requests of the candidate a verdict takes; empty where none can be told
 * @param promotion how far the proof is that it is not worse, from 0 to 1
 * @param notes what one should know: silences, noisy surroundings
 */
public record Verdict(
        State state,
        Duration at,
        long requests,
        double logE,
        double line,
        double alpha,
        List<Exhibit> exhibits,
        List<Held> literals,
        String fired,
        OptionalLong needs,
        double promotion,
        List<Moment> history,
        List<String> notes) {

    public enum State {
        /** Nothing speaks against it, and what is grave would have been seen. */
        HEALTHY_SO_FAR,
        REGRESSION,
        /** Proved: it may have all requests. */
        NOT_WORSE,
        UNDECIDED,
        /** Neither a pass nor a failure. */
        NO_DATA,
        /** The baseline differs from itself: what the tests say is advice. */
        ENVIRONMENT_NOISY;

        public String said() {
            return switch (this) {
                case HEALTHY_SO_FAR -> "healthy so far";
                case REGRESSION -> "regression";
                case NOT_WORSE -> "not worse";
                case UNDECIDED -> "undecided";
                case NO_DATA -> "no data";
                case ENVIRONMENT_NOISY -> "noisy surroundings";
            };
        }
    }

    /** @param stands how it stands, in a few words */
    public record Held(String trigger, String stands) {}

    /** The evidence at one moment. */
    public record Moment(Duration at, double logE) {}

    public Verdict {
        exhibits = List.copyOf(exhibits);
        literals = List.copyOf(literals);
        history = List.copyOf(history);
        notes = List.copyOf(notes);
    }

    /** Whether the evidence has reached the line. */
    public boolean alarmed() {
        return logE >= line;
    }
}
