package dev.slipway.engine;

import dev.slipway.run.Event;
import dev.slipway.run.Order.Direction;
import dev.slipway.run.Outcome;
import dev.slipway.run.Progress;
import dev.slipway.run.Progress.Stopping;
import dev.slipway.run.Run;
import java.time.Instant;
import java.util.Optional;

/** What a report is as an event. Empty when the run has moved past it: an answer that nobody waits for any more. */
final class Reports {
    private Reports() {}

    static Optional<Event> event(Run run, Report report, Instant now) {
        if (report instanceof Report.Noted noted) {
            return Optional.of(new Event.NoteRecorded(now, noted.step(), noted.text()));
        }
        Progress progress = run.progress(report.step());
        if (progress.attempt() != report.attempt()) {
            return Optional.empty();
        }
        return switch (progress) {
            case Progress.Underway u -> forward(report, u, now);
            case Progress.Undoing u -> back(report, u, now);
            case Progress.InDoubt _ ->
                report instanceof Report.Seen seen
                        ? Optional.of(new Event.StepSighted(now, seen.step(), seen.attempt(), seen.sighting()))
                        : Optional.empty();
            case Progress.Pending _, Progress.Open _, Progress.Failed _, Progress.Done _ -> Optional.empty();
            case Progress.Skipped _, Progress.PassedOver _, Progress.UndoPending _ -> Optional.empty();
            case Progress.UndoBroken _, Progress.Undone _, Progress.LeftAsIs _ -> Optional.empty();
        };
    }

    private static Optional<Event> forward(Report report, Progress.Underway underway, Instant now) {
        return switch (report) {
            case Report.Finished(var step, int attempt, Direction _, Outcome outcome) ->
                Optional.of(
                        switch (outcome) {
                            case Outcome.Succeeded s
                            when underway.stopping().isEmpty() ->
                                new Event.StepSucceeded(now, step, attempt, s.summary(), s.outputs());
                            case Outcome.Succeeded _ ->
                                new Event.StepFailed(
                                        now,
                                        step,
                                        attempt,
                                        underway.stopping().get().why());
                            case Outcome.Failed f ->
                                new Event.StepFailed(now, step, attempt, why(underway, f.reason()));
                            case Outcome.InDoubt d -> new Event.StepDoubted(now, step, attempt, d.why());
                        });
            case Report.NeverBegan(var step, int attempt, Direction _) ->
                Optional.of(new Event.StepNotBegun(now, step, attempt));
            case Report.Gone(var step, int attempt, Direction _, String why) ->
                Optional.of(
                        underway.stopping().isPresent()
                                ? new Event.StepFailed(now, step, attempt, why(underway, "killed"))
                                : new Event.StepDoubted(now, step, attempt, why));
            case Report.Seen _, Report.Noted _ -> Optional.empty();
        };
    }

    private static Optional<Event> back(Report report, Progress.Undoing undoing, Instant now) {
        return switch (report) {
            case Report.Finished(var step, int attempt, Direction _, Outcome outcome) ->
                Optional.of(
                        switch (outcome) {
                            case Outcome.Succeeded s -> new Event.UndoSucceeded(now, step, attempt, s.summary());
                            case Outcome.Failed f -> new Event.UndoFailed(now, step, attempt, f.reason());
                            case Outcome.InDoubt d -> new Event.UndoDoubted(now, step, attempt, d.why());
                        });
            case Report.NeverBegan(var step, int attempt, Direction _) ->
                Optional.of(new Event.UndoNotBegun(now, step, attempt));
            case Report.Gone(var step, int attempt, Direction _, String why) ->
                Optional.of(
                        undoing.stopping().isPresent()
                                ? new Event.UndoFailed(now, step, attempt, why)
                                : new Event.UndoDoubted(now, step, attempt, why));
            case Report.Seen _, Report.Noted _ -> Optional.empty();
        };
    }

    private static String why(Progress.Underway underway, String reason) {
        return underway.stopping()
                .map(Stopping::why)
                .map(w -> w + "; " + reason)
                .orElse(reason);
    }
}
