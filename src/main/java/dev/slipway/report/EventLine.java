package dev.slipway.report;

import dev.slipway.run.Event;
import dev.slipway.run.Event.Answer;
import dev.slipway.run.Progress;
import dev.slipway.run.Run;
import dev.slipway.run.Sighting;
import dev.slipway.run.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** An event as one plain line, where it matters to whoever watches a run without a screen. */
public final class EventLine {
    private EventLine() {}

    public static Optional<String> of(Event event, Run after) {
        return text(event, after).map(Width::clean);
    }

    private static Optional<String> text(Event event, Run after) {
        return Optional.of(
                        switch (event) {
                            case Event.StepStarted e ->
                                "▸ " + named(after, e.step())
                                        + (e.attempt() > 1 ? " (attempt " + e.attempt() + ")" : "");
                            case Event.StepSucceeded e -> "✓ " + e.step() + colon(e.summary());
                            case Event.StepFailed e -> "✗ " + e.step() + colon(e.reason());
                            case Event.StepDoubted e -> "? " + e.step() + " is in doubt" + colon(e.why());
                            case Event.StepSighted e -> "  " + e.step() + ": " + sighted(e.sighting());
                            case Event.StepSkipped e -> "- " + e.step() + " skipped" + colon(e.because());
                            case Event.StepPassedOver e ->
                                "- " + e.step() + " passed over by " + e.by() + colon(e.because());
                            case Event.StepRetried e -> "  " + e.by() + " has " + e.step() + " tried again";
                            case Event.StepOverdue e -> overdue(e, after);
                            case Event.StepStopping e -> "  stopping " + e.step() + colon(e.why());
                            case Event.StepNotBegun e -> "  " + e.step() + " had not begun";
                            case Event.FailureAccepted e -> "  going on after " + e.step() + ", as the runbook says";
                            case Event.GateOpened e -> "? " + named(after, e.step());
                            case Event.QuestionAnswered e -> answered(e);
                            case Event.UndoBegan e -> "◂ taking back" + colon(e.why());
                            case Event.RecoveryBegan e -> "◂ failure procedure" + colon(e.why());
                            case Event.UndoStarted e -> "◂ undo " + named(after, e.step());
                            case Event.UndoSucceeded e -> "↶ " + e.step() + " undone";
                            case Event.UndoFailed e -> "✗ undo of " + e.step() + " failed" + colon(e.reason());
                            case Event.UndoDoubted e -> "? undo of " + e.step() + " is in doubt" + colon(e.why());
                            case Event.UndoRetried e -> "  " + e.by() + " has the undo of " + e.step() + " tried again";
                            case Event.UndoPassedOver e ->
                                "- undo of " + e.step() + " passed over by " + e.by() + colon(e.because());
                            case Event.UndoNotBegun e -> "  the undo of " + e.step() + " had not begun";
                            case Event.StepLeftAsIs e -> "= " + e.step() + " left as is" + colon(e.why());
                            case Event.PauseRequested e -> "  pause asked for by " + e.by();
                            case Event.RunPaused e -> "  paused" + colon(e.why());
                            case Event.RunResumed e -> "  resumed by " + e.by();
                            case Event.AbortRequested e -> "  aborted by " + e.by() + colon(e.because());
                            case Event.RequestRefused e -> "  refused to " + e.by() + colon(e.says());
                            case Event.NoteRecorded e -> "  note: " + EvidenceNote.shown(e.text());
                            case Event.RunStarted _, Event.RunTaken _, Event.SurroundingsFound _, Event.RunEnded _ ->
                                "";
                        })
                .filter(line -> !line.isEmpty());
    }

    private static String named(Run run, dev.slipway.base.StepId id) {
        String title = run.itinerary().step(id).title();
        return title.equals(id.value()) ? id.value() : id + "  " + title;
    }

    private static String overdue(Event.StepOverdue e, Run after) {
        return switch (after.progress(e.step())) {
            case Progress.Underway p -> overdue(e.step().value(), p.since(), e.at());
            case Progress.Undoing p -> overdue("the undo of " + e.step(), p.since(), e.at());
            case Progress.Pending _, Progress.Open _, Progress.Failed _, Progress.InDoubt _ -> "";
            case Progress.Done _, Progress.Skipped _, Progress.PassedOver _ -> "";
            case Progress.UndoPending _, Progress.UndoBroken _, Progress.Undone _, Progress.LeftAsIs _ -> "";
        };
    }

    private static String overdue(String what, Instant since, Instant now) {
        return "! " + what + " is overdue: under way for " + Words.duration(Duration.between(since, now))
                + ", and nothing stops it by itself";
    }

    private static String colon(String text) {
        return text.isBlank() ? "" : ": " + text;
    }

    private static String sighted(Sighting sighting) {
        return switch (sighting) {
            case Sighting.Applied _ -> "it was done";
            case Sighting.Absent _ -> "it was not done";
            case Sighting.Unknown u -> "nothing shows whether it was done" + colon(u.why());
        };
    }

    private static String answered(Event.QuestionAnswered e) {
        String what = e.question().isEmpty() ? e.step().value() : e.step() + "/" + e.question();
        String word = switch (e.answer()) {
            case Answer.YES -> e.question().isEmpty() ? "yes" : "signed";
            case Answer.NO -> "no";
            case Answer.WAIVED -> "waived";
        };
        return RunText.mark(e.answer()) + " " + what + " " + word + " by " + e.by() + colon(e.note());
    }
}
