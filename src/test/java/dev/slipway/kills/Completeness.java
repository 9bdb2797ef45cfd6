package dev.slipway.kills;

import dev.slipway.base.StepId;
import dev.slipway.engine.Desk;
import dev.slipway.engine.Recorded;
import dev.slipway.run.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a record says everything: each beginning has one end, attempts are counted, and the run's end is the last line. */
final class Completeness {
    /** A step that ended so soon after Slipway came back had ended before. */
    private static final Duration AT_ONCE = Duration.ofMillis(150);

    private final List<String> mistakes = new ArrayList<>();
    private final Map<StepId, Integer> begun = new HashMap<>();
    private Optional<Attempt> open = Optional.empty();
    private Optional<Instant> takenMeanwhile = Optional.empty();
    private final Tally tally;

    /** {@code name} with its direction. */
    private record Attempt(String name, int number) {}

    private Completeness(Tally tally) {
        this.tally = tally;
    }

    static List<String> mistakes(Desk.Shown shown, Tally tally) {
        Completeness record = new Completeness(tally);
        shown.events().forEach(record::read);
        if (!(shown.events().getLast().event() instanceof Event.RunEnded)) {
            record.mistakes.add("the record does not close with the run's end");
        }
        record.open.ifPresent(attempt -> record.mistakes.add(attempt + " has no end"));
        return record.mistakes;
    }

    private void read(Recorded recorded) {
        switch (recorded.event()) {
            case Event.RunTaken taken when open.isPresent() -> takenMeanwhile = Optional.of(taken.at());
            case Event.StepStarted e -> {
                if (e.attempt() != begun.merge(e.step(), 1, Integer::sum)) {
                    mistakes.add("attempt " + e.attempt() + " of " + e.step() + " is out of turn");
                }
                begin(new Attempt(e.step().value(), e.attempt()));
            }
            case Event.UndoStarted e -> begin(new Attempt("undo of " + e.step(), e.attempt()));
            case Event.StepSucceeded e -> end(new Attempt(e.step().value(), e.attempt()), e);
            case Event.StepFailed e -> end(new Attempt(e.step().value(), e.attempt()), e);
            case Event.StepDoubted e -> end(new Attempt(e.step().value(), e.attempt()), e);
            case Event.StepNotBegun e -> end(new Attempt(e.step().value(), e.attempt()), e);
            case Event.StepSighted _ -> tally.count("doubts settled by a probe");
            case Event.UndoSucceeded e -> end(new Attempt("undo of " + e.step(), e.attempt()), e);
            case Event.UndoFailed e -> end(new Attempt("undo of " + e.step(), e.attempt()), e);
            case Event.UndoDoubted e -> end(new Attempt("undo of " + e.step(), e.attempt()), e);
            case Event.UndoNotBegun e -> end(new Attempt("undo of " + e.step(), e.attempt()), e);
            case Event.StepSkipped _, Event.StepPassedOver _, Event.StepRetried _, Event.StepOverdue _ -> {}
            case Event.StepStopping _, Event.StepLeftAsIs _, Event.FailureAccepted _, Event.GateOpened _ -> {}
            case Event.QuestionAnswered _, Event.UndoBegan _, Event.RecoveryBegan _, Event.UndoRetried _ -> {}
            case Event.UndoPassedOver _, Event.PauseRequested _, Event.RunPaused _, Event.RunResumed _ -> {}
            case Event.AbortRequested _, Event.RequestRefused _, Event.NoteRecorded _, Event.RunStarted _ -> {}
            case Event.RunTaken _, Event.SurroundingsFound _, Event.RunEnded _ -> {}
        }
    }

    private void begin(Attempt attempt) {
        open.ifPresent(other -> mistakes.add(attempt + " began while " + other + " was open"));
        open = Optional.of(attempt);
        takenMeanwhile = Optional.empty();
    }

    private void end(Attempt attempt, Event event) {
        if (!open.equals(Optional.of(attempt))) {
            mistakes.add(attempt + " ended, but open was " + open);
        }
        open = Optional.empty();
        takenMeanwhile.ifPresent(taken -> tally.count(found(taken, event)));
    }

    private static String found(Instant taken, Event event) {
        return switch (event) {
            case Event.StepDoubted _, Event.UndoDoubted _ -> "found killed with its supervisor";
            case Event.StepNotBegun _, Event.UndoNotBegun _ -> "found never begun";
            default -> // every other event that ends an attempt
                Duration.between(taken, event.at()).compareTo(AT_ONCE) < 0
                        ? "found finished meanwhile"
                        : "found still running, and re-attached";
        };
    }
}
