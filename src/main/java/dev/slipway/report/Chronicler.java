package dev.slipway.report;

import dev.slipway.base.StepId;
import dev.slipway.report.RunRecord.Mover;
import dev.slipway.report.RunRecord.Turn;
import dev.slipway.report.StepRecord.Times;
import dev.slipway.run.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes from events what the run itself forgets: when things began and ended, who moved it, what was noted. */
final class Chronicler {
    private final Map<StepId, Times> times = new HashMap<>();
    private final Map<StepId, List<String>> notes = new HashMap<>();
    private final List<Mover> movers = new ArrayList<>();
    private final List<Turn> turns = new ArrayList<>();

    Map<StepId, Times> times() {
        return times;
    }

    Map<StepId, List<String>> notes() {
        return notes;
    }

    List<Mover> movers() {
        return movers;
    }

    List<Turn> turns() {
        return turns;
    }

    void take(Event event) {
        Instant at = event.at();
        switch (event) {
            case Event.StepStarted e -> began(e.step(), at, e.attempt());
            case Event.GateOpened e -> began(e.step(), at, 0);
            case Event.StepSucceeded e -> ended(e.step(), at);
            case Event.StepFailed e -> ended(e.step(), at);
            case Event.StepDoubted e -> ended(e.step(), at);
            case Event.UndoStarted e -> undoBegan(e.step(), at);
            case Event.UndoSucceeded e -> undoEnded(e.step(), at);
            case Event.UndoFailed e -> undoEnded(e.step(), at);
            case Event.NoteRecorded e ->
                notes.computeIfAbsent(e.step(), _ -> new ArrayList<>()).add(e.text());
            case Event.RunTaken e -> movers.add(new Mover(at, e.by(), e.host(), e.pid()));
            case Event.RunStarted e -> turn(at, "started by " + e.requester());
            case Event.PauseRequested e -> turn(at, e.by() + " asked for a pause");
            case Event.RunPaused e -> turn(at, "paused: " + e.why());
            case Event.RunResumed e -> turn(at, "resumed by " + e.by());
            case Event.AbortRequested e -> turn(at, "aborted by " + e.by() + because(e.because()));
            case Event.UndoBegan e -> turn(at, "taking back: " + e.why());
            case Event.RecoveryBegan e -> turn(at, "failure procedure: " + e.why());
            case Event.RequestRefused e -> turn(at, "refused to " + e.by() + ": " + e.says());
            case Event.StepRetried e -> turn(at, e.by() + " has " + e.step() + " tried again");
            case Event.StepPassedOver e -> turn(at, e.by() + " lets the run go on past " + e.step() + because(e.because()));
            case Event.UndoRetried e -> turn(at, e.by() + " has the undo of " + e.step() + " tried again");
            case Event.UndoPassedOver e ->
                turn(at, e.by() + " lets the undo of " + e.step() + " go" + because(e.because()));
            case Event.StepStopping e -> turn(at, "stopping " + e.step() + ": " + e.why());
            case Event.StepOverdue e -> turn(at, e.step() + " is overdue");
            case Event.FailureAccepted e -> turn(at, "going on after " + e.step() + " failed, as the runbook says");
            case Event.RunEnded e ->
                turn(at, RunHeading.words(e.ending()) + (e.summary().isEmpty() ? "" : ": " + e.summary()));
            case Event.SurroundingsFound _,
                    Event.StepNotBegun _,
                    Event.StepSighted _,
                    Event.StepSkipped _,
                    Event.QuestionAnswered _,
                    Event.UndoNotBegun _,
                    Event.UndoDoubted _,
                    Event.StepLeftAsIs _ -> {}
        }
    }

    private void turn(Instant at, String says) {
        turns.add(new Turn(at, says));
    }

    private static String because(String reason) {
        return reason.isBlank() ? "" : ": " + reason;
    }

    private Times times(StepId step) {
        return times.getOrDefault(step, Times.NEVER);
    }

    private void began(StepId step, Instant at, int attempt) {
        Times t = times(step);
        Optional<Instant> first = t.began().or(() -> Optional.of(at));
        times.put(step, new Times(first, Optional.empty(), t.undoBegan(), t.undoEnded(), attempt));
    }

    private void ended(StepId step, Instant at) {
        Times t = times(step);
        times.put(step, new Times(t.began(), Optional.of(at), t.undoBegan(), t.undoEnded(), t.attempts()));
    }

    private void undoBegan(StepId step, Instant at) {
        Times t = times(step);
        Optional<Instant> first = t.undoBegan().or(() -> Optional.of(at));
        times.put(step, new Times(t.began(), t.ended(), first, Optional.empty(), t.attempts()));
    }

    private void undoEnded(StepId step, Instant at) {
        Times t = times(step);
        times.put(step, new Times(t.began(), t.ended(), t.undoBegan(), Optional.of(at), t.attempts()));
    }
}
