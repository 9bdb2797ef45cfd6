package dev.slipway.engine;

import dev.slipway.run.Event;
import dev.slipway.run.Sighting;
import java.util.List;
import java.util.Optional;

/** A record as tests compare it: a line for each event that is about a step or the end, without times. */
public final class Story {
    private Story() {}

    public static List<String> of(List<Recorded> events) {
        return events.stream()
                .map(r -> line(r.event()))
                .flatMap(Optional::stream)
                .map(Story::timeless)
                .toList();
    }

    private static String timeless(String line) {
        return line.replaceAll(" after [0-9.]+ (ms|s)(?=; past|$)", "");
    }

    private static Optional<String> line(Event event) {
        return Optional.ofNullable(
                switch (event) {
                    case Event.RunStarted _, Event.RunTaken _, Event.SurroundingsFound _, Event.StepOverdue _ -> null;
                    case Event.StepStarted _, Event.UndoStarted _ -> null;
                    case Event.PauseRequested e -> "pause asked for by " + e.by();
                    case Event.RunPaused e -> "paused: " + e.why();
                    case Event.RunResumed e -> "resumed by " + e.by();
                    case Event.AbortRequested e -> "abort asked for by " + e.by() + ": " + e.because();
                    case Event.UndoBegan e -> "undo: " + e.why();
                    case Event.RecoveryBegan e -> "recovery: " + e.why();
                    case Event.RunEnded e ->
                        "ended " + e.ending().word() + (e.summary().isEmpty() ? "" : ": " + e.summary());
                    case Event.RequestRefused e -> "refused: " + e.says();
                    case Event.NoteRecorded e -> e.step() + " notes: " + e.text();
                    case Event.StepNotBegun e -> e.step() + " never began";
                    case Event.StepSucceeded e -> e.step() + " succeeded";
                    case Event.StepFailed e -> e.step() + " failed: " + e.reason();
                    case Event.FailureAccepted e -> e.step() + " failure accepted";
                    case Event.StepStopping e -> e.step() + " " + e.stop() + ": " + e.why();
                    case Event.StepDoubted e -> e.step() + " in doubt: " + e.why();
                    case Event.StepSighted e -> e.step() + " seen " + seen(e.sighting());
                    case Event.StepSkipped e -> e.step() + " skipped: " + e.because();
                    case Event.StepPassedOver e -> e.step() + " passed over: " + e.because();
                    case Event.StepRetried e -> e.step() + " retried by " + e.by();
                    case Event.GateOpened e -> e.step() + " open";
                    case Event.QuestionAnswered e ->
                        e.step() + " " + (e.question() + " ").stripLeading() + e.answer() + " by " + e.by();
                    case Event.UndoNotBegun e -> e.step() + " undo never began";
                    case Event.UndoSucceeded e -> e.step() + " undone";
                    case Event.UndoFailed e -> e.step() + " undo failed: " + e.reason();
                    case Event.UndoDoubted e -> e.step() + " undo in doubt: " + e.why();
                    case Event.UndoRetried e -> e.step() + " undo retried by " + e.by();
                    case Event.UndoPassedOver e -> e.step() + " undo passed over: " + e.because();
                    case Event.StepLeftAsIs e -> e.step() + " left as is";
                });
    }

    private static String seen(Sighting sighting) {
        return switch (sighting) {
            case Sighting.Applied _ -> "applied";
            case Sighting.Absent _ -> "absent";
            case Sighting.Unknown u -> "unknown: " + u.why();
        };
    }
}
