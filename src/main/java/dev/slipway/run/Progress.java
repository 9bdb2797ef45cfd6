package dev.slipway.run;

import dev.slipway.base.Data;
import dev.slipway.base.Operator;
import dev.slipway.run.Event.Answer;
import dev.slipway.run.Event.Stop;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How far one step has come. {@code attempt} counts from 1; 0 means that it was never begun. */
public sealed interface Progress {

    int attempt();

    /**
     * Its turn has not come, or it is to be tried again. {@code attempt} is the last number used; {@code touched} whether any
     * of those attempts may have done something. {@code first}: since when it is being done, if a crash ended the last attempt.
     */
    record Pending(int attempt, boolean touched, Optional<Instant> first) implements Progress {
        static final Pending AT_FIRST = new Pending(0, false);

        Pending(int attempt, boolean touched) {
            this(attempt, touched, Optional.empty());
        }
    }

    /** A gate that waits for people. */
    record Open(Instant since, List<Answered> answers) implements Progress {
        public Open {
            answers = List.copyOf(answers);
        }

        @Override
        public int attempt() {
            return 0;
        }
    }

    /**
     * {@code touchedBefore}: whether an earlier attempt may have done something. {@code first}: since when it is being done, if
     * a crash made several attempts of one.
     */
    record Underway(
            int attempt,
            Instant since,
            Optional<Stopping> stopping,
            boolean overdue,
            boolean touchedBefore,
            Instant first)
            implements Progress {}

    /** {@code accepted}: the runbook lets the run go on all the same. */
    record Failed(int attempt, Instant since, String reason, boolean accepted) implements Progress {}

    /** {@code looked}: what looking showed, when it showed nothing sure. */
    record InDoubt(int attempt, Instant since, String why, Optional<String> looked, Instant first)
            implements Progress {}

    record Done(int attempt, Instant since, String summary, Map<String, Data> outputs, List<Answered> answers)
            implements Progress {
        public Done {
            answers = List.copyOf(answers);
        }
    }

    record Skipped(String because) implements Progress {
        @Override
        public int attempt() {
            return 0;
        }
    }

    record PassedOver(int attempt, Operator by, String because) implements Progress {}

    // ---- on the way back; {@code forward} is what it had come to

    /** To be undone, or to be undone once more. */
    record UndoPending(int attempt, Progress forward) implements Progress {}

    record Undoing(int attempt, Instant since, Optional<Stopping> stopping, boolean overdue, Progress forward)
            implements Progress {}

    record UndoBroken(int attempt, Instant since, String reason, boolean doubtful, Progress forward)
            implements Progress {}

    record Undone(int attempt, Instant since, String summary, Progress forward) implements Progress {}

    record LeftAsIs(int attempt, String why, Progress forward) implements Progress {}

    record Stopping(Instant since, Stop stop, String why) {}

    record Answered(Instant at, String question, Answer answer, Operator by, String note) {}

    /** Whether the world may carry a trace of it. */
    default boolean begun() {
        return forward() instanceof Pending p ? p.touched() : forward().attempt() > 0;
    }

    /** Whether the way forward leads past it. */
    default boolean settled() {
        return switch (this) {
            case Done _, Skipped _, PassedOver _ -> true;
            case Failed f -> f.accepted();
            case Pending _, Open _, Underway _, InDoubt _ -> false;
            case UndoPending _, Undoing _, UndoBroken _, Undone _, LeftAsIs _ -> true;
        };
    }

    /** What it came to before it was taken back. */
    default Progress forward() {
        return switch (this) {
            case UndoPending p -> p.forward();
            case Undoing p -> p.forward();
            case UndoBroken p -> p.forward();
            case Undone p -> p.forward();
            case LeftAsIs p -> p.forward();
            case Pending _, Open _, Underway _, Failed _, InDoubt _, Done _, Skipped _, PassedOver _ -> this;
        };
    }
}
