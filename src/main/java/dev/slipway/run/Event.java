package dev.slipway.run;

import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import dev.slipway.base.Operator;
import dev.slipway.base.StepId;
import dev.slipway.plan.History;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Something that has happened to a run. Durable; the record of a run is the list of its events and nothing else. */
public sealed interface Event {

    Instant at();

    // ---- the run as a whole

    /** The first event of every run. {@code plan} is what was signed; {@code kept} names the plan's text in the journal. */
    record RunStarted(Instant at, Digest plan, Digest kept, Operator requester, String document) implements Event {}

    /** A process has begun to move the run. {@code attended}: somebody is there to be asked. */
    record RunTaken(Instant at, Operator by, String host, long pid, boolean attended) implements Event {}

    /** The declared variables have been found and are right; only values that are no secrets are written down. */
    record SurroundingsFound(Instant at, Map<String, String> env) implements Event {
        public SurroundingsFound {
            env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
        }
    }

    record PauseRequested(Instant at, Operator by, Pace pace) implements Event {}

    /** Nothing is under way any more, and nothing begins until {@link RunResumed}. */
    record RunPaused(Instant at, String why) implements Event {}

    record RunResumed(Instant at, Operator by) implements Event {}

    record AbortRequested(Instant at, Operator by, String because) implements Event {}

    /** What has been done is being undone from here on, backwards. {@code by} is empty when the runbook says so. */
    record UndoBegan(Instant at, Optional<Operator> by, String why) implements Event {}

    /** The named failure procedure runs from here on. */
    record RecoveryBegan(Instant at, Optional<Operator> by, String why, Map<String, Data> inputs) implements Event {
        public RecoveryBegan {
            inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        }
    }

    record RunEnded(Instant at, Ending ending, String summary) implements Event {}

    /** A request that could not be granted; it changed nothing. */
    record RequestRefused(Instant at, Operator by, String says) implements Event {}

    record NoteRecorded(Instant at, StepId step, String text) implements Event {}

    // ---- one step on its way forward

    /** The intent: written before anything is done. */
    record StepStarted(Instant at, StepId step, int attempt) implements Event {}

    /** It was found that the attempt had never begun, and that it never will. */
    record StepNotBegun(Instant at, StepId step, int attempt) implements Event {}

    record StepSucceeded(Instant at, StepId step, int attempt, String summary, Map<String, Data> outputs)
            implements Event {
        public StepSucceeded {
            outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        }
    }

    record StepFailed(Instant at, StepId step, int attempt, String reason) implements Event {}

    /** A failure that no retry will heal has been accepted as the runbook says, and the run goes on. */
    record FailureAccepted(Instant at, StepId step) implements Event {}

    record StepOverdue(Instant at, StepId step) implements Event {}

    /** The intent to end a step: TERM first, KILL when it stays. */
    record StepStopping(Instant at, StepId step, Stop stop, String why) implements Event {}

    record StepDoubted(Instant at, StepId step, int attempt, String why) implements Event {}

    record StepSighted(Instant at, StepId step, int attempt, Sighting sighting) implements Event {}

    /** Not performed: a condition said so, or an answer. */
    record StepSkipped(Instant at, StepId step, String because) implements Event {}

    /** A person lets the run go on without this step's success. */
    record StepPassedOver(Instant at, StepId step, Operator by, String because) implements Event {}

    /** A person wants it tried again. */
    record StepRetried(Instant at, StepId step, Operator by) implements Event {}

    // ---- gates

    record GateOpened(Instant at, StepId step) implements Event {}

    /** @param question empty for an {@code if=ask} question and for an input told late */
    record QuestionAnswered(Instant at, StepId step, String question, Answer answer, Operator by, String note)
            implements Event {}

    // ---- one step on its way back

    record UndoStarted(Instant at, StepId step, int attempt) implements Event {}

    record UndoNotBegun(Instant at, StepId step, int attempt) implements Event {}

    record UndoSucceeded(Instant at, StepId step, int attempt, String summary) implements Event {}

    record UndoFailed(Instant at, StepId step, int attempt, String reason) implements Event {}

    record UndoDoubted(Instant at, StepId step, int attempt, String why) implements Event {}

    record UndoRetried(Instant at, StepId step, Operator by) implements Event {}

    record UndoPassedOver(Instant at, StepId step, Operator by, String because) implements Event {}

    /** It was done, and nothing says how to take it back. */
    record StepLeftAsIs(Instant at, StepId step, String why) implements Event {}

    enum Ending {
        SUCCEEDED,
        UNDONE_AFTER_FAILURE,
        FAILED,
        ABORTED;

        /** As records, JSON and expressions write it. */
        public String word() {
            return switch (this) {
                case SUCCEEDED -> History.SUCCEEDED;
                case UNDONE_AFTER_FAILURE -> "undone-after-failure";
                case FAILED -> "failed";
                case ABORTED -> "aborted";
            };
        }
    }

    /** Whether what is under way may end by itself. */
    enum Pace {
        AFTER_THE_STEP,
        AT_ONCE
    }

    enum Stop {
        TERM,
        KILL
    }

    enum Answer {
        YES,
        NO,
        WAIVED
    }
}
