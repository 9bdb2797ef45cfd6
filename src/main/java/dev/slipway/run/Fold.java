package dev.slipway.run;

import dev.slipway.base.StepId;
import dev.slipway.run.Progress.Answered;
import dev.slipway.run.Progress.Done;
import dev.slipway.run.Progress.Failed;
import dev.slipway.run.Progress.InDoubt;
import dev.slipway.run.Progress.LeftAsIs;
import dev.slipway.run.Progress.Open;
import dev.slipway.run.Progress.PassedOver;
import dev.slipway.run.Progress.Pending;
import dev.slipway.run.Progress.Skipped;
import dev.slipway.run.Progress.Stopping;
import dev.slipway.run.Progress.Underway;
import dev.slipway.run.Progress.UndoBroken;
import dev.slipway.run.Progress.UndoPending;
import dev.slipway.run.Progress.Undoing;
import dev.slipway.run.Progress.Undone;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The law of what an event makes of a run. An event that cannot have happened there is a bug, and says both. */
final class Fold {
    private Fold() {}

    static Run after(Run run, Event event) {
        if (run.ended().isPresent()) {
            throw impossible(run, event, "the run has ended");
        }
        return switch (event) {
            case Event.RunStarted _ -> throw impossible(run, event, "the run was started before");
            case Event.RunTaken e -> run.with(run.situation().with(e));
            case Event.SurroundingsFound e -> run.with(run.situation().with(e.env()));
            case Event.PauseRequested e -> run.with(new Pausing.Requested(e.by(), e.pace()));
            case Event.RunPaused e -> run.with(new Pausing.Paused(e.why()));
            case Event.RunResumed _ -> run.with(new Pausing.Going());
            case Event.AbortRequested e ->
                run.with(new Course.Aborting(e.by(), e.because())).with(new Pausing.Going());
            case Event.UndoBegan e ->
                run.with(new Course.Undoing(e.by(), e.why())).with(new Pausing.Going());
            case Event.RecoveryBegan e ->
                run.with(new Course.Recovering(e.by(), e.why(), e.inputs())).with(new Pausing.Going());
            case Event.RunEnded e -> run.with(run.situation().with(e));
            case Event.NoteRecorded _, Event.RequestRefused _ -> run;
            case Event.StepStarted e -> run.with(e.step(), started(run, e));
            case Event.StepNotBegun e -> run.with(e.step(), notBegun(run, e));
            case Event.StepSucceeded e -> run.with(e.step(), succeeded(run, e));
            case Event.StepFailed e -> run.with(e.step(), new Failed(e.attempt(), e.at(), e.reason(), false));
            case Event.FailureAccepted e -> run.with(e.step(), accepted(run, e));
            case Event.StepOverdue e -> run.with(e.step(), overdue(run, e));
            case Event.StepStopping e -> run.with(e.step(), stopping(run, e));
            case Event.StepDoubted e -> run.with(e.step(), doubted(run, e));
            case Event.StepSighted e -> run.with(e.step(), sighted(run, e));
            case Event.StepSkipped e -> run.with(e.step(), new Skipped(e.because()));
            case Event.StepPassedOver e ->
                run.with(e.step(), new PassedOver(at(run, e.step()).attempt(), e.by(), e.because()))
                        .with(new Pausing.Going());
            case Event.StepRetried e ->
                run.with(
                                e.step(),
                                new Pending(
                                        at(run, e.step()).attempt(),
                                        at(run, e.step()).attempt() > 0))
                        .with(new Pausing.Going());
            case Event.GateOpened e -> run.with(e.step(), new Open(e.at(), List.of()));
            case Event.QuestionAnswered e -> run.with(e.step(), answered(run, e));
            case Event.UndoStarted e ->
                run.with(
                        e.step(),
                        new Undoing(
                                e.attempt(),
                                e.at(),
                                Optional.empty(),
                                false,
                                at(run, e.step()).forward()));
            case Event.UndoNotBegun e ->
                run.with(
                        e.step(), new UndoPending(e.attempt(), at(run, e.step()).forward()));
            case Event.UndoSucceeded e ->
                run.with(
                        e.step(),
                        new Undone(
                                e.attempt(),
                                e.at(),
                                e.summary(),
                                at(run, e.step()).forward()));
            case Event.UndoFailed e ->
                run.with(
                        e.step(),
                        new UndoBroken(
                                e.attempt(),
                                e.at(),
                                e.reason(),
                                false,
                                at(run, e.step()).forward()));
            case Event.UndoDoubted e ->
                run.with(
                        e.step(),
                        new UndoBroken(
                                e.attempt(),
                                e.at(),
                                e.why(),
                                true,
                                at(run, e.step()).forward()));
            case Event.UndoRetried e ->
                run.with(
                                e.step(),
                                new UndoPending(
                                        at(run, e.step()).attempt(),
                                        at(run, e.step()).forward()))
                        .with(new Pausing.Going());
            case Event.UndoPassedOver e ->
                run.with(
                                e.step(),
                                new LeftAsIs(
                                        at(run, e.step()).attempt(),
                                        e.by() + ": " + e.because(),
                                        at(run, e.step()).forward()))
                        .with(new Pausing.Going());
            case Event.StepLeftAsIs e ->
                run.with(e.step(), new LeftAsIs(0, e.why(), at(run, e.step()).forward()));
        };
    }

    private static Progress started(Run run, Event.StepStarted e) {
        Progress before = at(run, e.step());
        if (e.attempt() <= before.attempt()) {
            throw impossible(run, e, "attempt " + before.attempt() + " of that step was made before");
        }
        return switch (before) {
            case Pending p ->
                new Underway(
                        e.attempt(),
                        e.at(),
                        Optional.empty(),
                        false,
                        p.touched(),
                        p.first().orElse(e.at()));
            case Failed _ -> new Underway(e.attempt(), e.at(), Optional.empty(), false, true, e.at());
            case InDoubt d -> new Underway(e.attempt(), e.at(), Optional.empty(), false, true, d.first());
            case Open _, Underway _, Done _, Skipped _, PassedOver _ -> impossibly(run, e);
            case UndoPending _, Undoing _, UndoBroken _, Undone _, LeftAsIs _ -> impossibly(run, e);
        };
    }

    private static Progress notBegun(Run run, Event.StepNotBegun e) {
        return at(run, e.step()) instanceof Underway u
                ? new Pending(u.attempt(), u.touchedBefore())
                : impossibly(run, e);
    }

    private static Progress succeeded(Run run, Event.StepSucceeded e) {
        List<Answered> answers = at(run, e.step()) instanceof Open open ? open.answers() : List.of();
        return new Done(e.attempt(), e.at(), e.summary(), e.outputs(), answers);
    }

    private static Progress accepted(Run run, Event.FailureAccepted e) {
        return at(run, e.step()) instanceof Failed f
                ? new Failed(f.attempt(), f.since(), f.reason(), true)
                : impossibly(run, e);
    }

    private static Progress overdue(Run run, Event.StepOverdue e) {
        return switch (at(run, e.step())) {
            case Underway u -> new Underway(u.attempt(), u.since(), u.stopping(), true, u.touchedBefore(), u.first());
            case Undoing u -> new Undoing(u.attempt(), u.since(), u.stopping(), true, u.forward());
            case Pending _, Open _, Failed _, InDoubt _, Done _, Skipped _, PassedOver _ -> impossibly(run, e);
            case UndoPending _, UndoBroken _, Undone _, LeftAsIs _ -> impossibly(run, e);
        };
    }

    private static Progress stopping(Run run, Event.StepStopping e) {
        Optional<Stopping> stop = Optional.of(new Stopping(e.at(), e.stop(), e.why()));
        return switch (at(run, e.step())) {
            case Underway u -> new Underway(u.attempt(), u.since(), stop, u.overdue(), u.touchedBefore(), u.first());
            case Undoing u -> new Undoing(u.attempt(), u.since(), stop, u.overdue(), u.forward());
            case Pending _, Open _, Failed _, InDoubt _, Done _, Skipped _, PassedOver _ -> impossibly(run, e);
            case UndoPending _, UndoBroken _, Undone _, LeftAsIs _ -> impossibly(run, e);
        };
    }

    private static Progress doubted(Run run, Event.StepDoubted e) {
        return at(run, e.step()) instanceof Underway u
                ? new InDoubt(e.attempt(), e.at(), e.why(), Optional.empty(), u.first())
                : impossibly(run, e);
    }

    private static Progress sighted(Run run, Event.StepSighted e) {
        if (!(at(run, e.step()) instanceof InDoubt doubt)) {
            return impossibly(run, e);
        }
        return switch (e.sighting()) {
            case Sighting.Applied a ->
                new Done(e.attempt(), e.at(), "found done after a crash", a.outputs(), List.of());
            case Sighting.Absent _ -> new Pending(e.attempt(), true, Optional.of(doubt.first()));
            case Sighting.Unknown u ->
                new InDoubt(doubt.attempt(), doubt.since(), doubt.why(), Optional.of(u.why()), doubt.first());
        };
    }

    private static Progress answered(Run run, Event.QuestionAnswered e) {
        if (!(at(run, e.step()) instanceof Open open)) {
            return impossibly(run, e);
        }
        Answered answer = new Answered(e.at(), e.question(), e.answer(), e.by(), e.note());
        return new Open(
                open.since(),
                Stream.concat(open.answers().stream(), Stream.of(answer)).toList());
    }

    private static Progress at(Run run, StepId step) {
        return run.progress(step);
    }

    /** Only its type is of use: it always throws. */
    private static Progress impossibly(Run run, Event event) {
        throw impossible(run, event, "the step is not in a state for that");
    }

    private static IllegalStateException impossible(Run run, Event event, String because) {
        return new IllegalStateException("run " + run.id() + ": " + event + " cannot happen: " + because);
    }
}
