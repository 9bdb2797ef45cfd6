package dev.slipway.run;

import dev.slipway.base.StepId;
import java.time.Instant;

/** What is to be done next. Whoever obeys writes the intent first, then acts, then writes the outcome. */
public sealed interface Order {

    /** Nothing to do but to write it down. */
    record Write(Event event) implements Order {}

    record Begin(Event.StepStarted intent) implements Order {}

    record BeginUndo(Event.UndoStarted intent) implements Order {}

    /** Send the signal to what is under way. */
    record Halt(Event.StepStopping intent) implements Order {}

    /** Somebody began it and it is in nobody's hands: find out what became of it. */
    record Find(StepId step, int attempt, Direction direction) implements Order {}

    /** Nothing is left of it to be found: look at the world, by the probe or the action's own eyes. */
    record Look(StepId step, int attempt) implements Order {}

    /** Nothing before then. */
    record WakeAt(Instant when) implements Order {}

    enum Direction {
        FORWARD,
        BACK
    }
}
