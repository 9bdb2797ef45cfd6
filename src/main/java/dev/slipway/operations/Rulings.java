package dev.slipway.operations;

import dev.slipway.base.StepId;
import dev.slipway.operations.Ruling.Granted;
import dev.slipway.operations.Ruling.Refused;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedStep;
import dev.slipway.plan.PlannedStep.Work;
import dev.slipway.run.Conductor;
import dev.slipway.run.Course;
import dev.slipway.run.Event;
import dev.slipway.run.Pausing;
import dev.slipway.run.Progress;
import dev.slipway.run.Recovery;
import dev.slipway.run.Run;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether a request may be granted now, and which events it is then. Pure: the run and the time decide. */
public final class Rulings {
    private Rulings() {}

    public static Ruling on(Run run, Request request, Instant at) {
        if (run.ended().isPresent()) {
            return new Refused(
                    "run " + run.id() + " has ended: "
                            + run.ended().get().ending().word(),
                    "Its record: slipway report " + run.id());
        }
        return switch (request) {
            case Request.Sign sign -> Signing.on(run, sign, at);
            case Request.Reply reply -> Signing.on(run, reply, at);
            case Request.Tell tell -> Signing.on(run, tell, at);
            case Request.Pause p -> new Granted(new Event.PauseRequested(at, p.by(), p.pace()));
            case Request.Resume r -> resume(run, r, at);
            case Request.Retry r -> retry(run, r, at);
            case Request.Skip s -> skip(run, s, at);
            case Request.RollBack r -> rollBack(run, r, at);
            case Request.Abort a -> abort(run, a, at);
        };
    }

    private static Ruling resume(Run run, Request.Resume resume, Instant at) {
        return run.pausing() instanceof Pausing.Going
                ? new Granted(List.of())
                : new Granted(new Event.RunResumed(at, resume.by()));
    }

    private static Ruling retry(Run run, Request.Retry retry, Instant at) {
        Optional<PlannedStep> step = stuck(run, retry.step());
        if (step.isEmpty()) {
            return nothingStuck(run, retry.step(), "tried again");
        }
        StepId id = step.get().id();
        return new Granted(
                run.progress(id) instanceof Progress.UndoBroken
                        ? new Event.UndoRetried(at, id, retry.by())
                        : new Event.StepRetried(at, id, retry.by()));
    }

    private static Ruling skip(Run run, Request.Skip skip, Instant at) {
        Optional<PlannedStep> step = stuck(run, skip.step());
        if (step.isEmpty()) {
            return nothingStuck(run, skip.step(), "skipped");
        }
        if (skip.because().isBlank()) {
            return new Refused("skipping a step needs a reason", "Say why: --because \"…\"");
        }
        StepId id = step.get().id();
        if (step.get().work() instanceof Work.Gate) {
            return new Refused(
                    "a gate is not skipped: " + id,
                    "Ask again: slipway retry " + run.id() + " " + id + " · take back: slipway rollback " + run.id());
        }
        return new Granted(
                run.progress(id) instanceof Progress.UndoBroken
                        ? new Event.UndoPassedOver(at, id, skip.by(), skip.because())
                        : new Event.StepPassedOver(at, id, skip.by(), skip.because()));
    }

    private static Ruling rollBack(Run run, Request.RollBack request, Instant at) {
        if (!(run.course() instanceof Course.Forward)) {
            return new Refused("run " + run.id() + " is being taken back already", "See: slipway show " + run.id());
        }
        Optional<StepId> point = Conductor.noWayBack(run);
        if (point.isPresent()) {
            return new Refused(
                    "step " + point.get() + " is a point of no return and was begun",
                    "Go on: slipway retry or slipway skip " + run.id() + " · leave it as it is: slipway abort "
                            + run.id());
        }
        String why = "rolled back by " + request.by() + (request.because().isBlank() ? "" : ": " + request.because());
        Course.Cause cause = new Course.Cause(Optional.of(request.by()), why);
        return new Granted(
                run.entered() && run.plan().onFailure() instanceof Plan.OnFailure.Perform p
                        ? Recovery.begin(run, p, cause, at)
                        : new Event.UndoBegan(at, cause.by(), why));
    }

    private static Ruling abort(Run run, Request.Abort request, Instant at) {
        return run.course() instanceof Course.Aborting
                ? new Refused("run " + run.id() + " is being aborted already", "See: slipway show " + run.id())
                : new Granted(new Event.AbortRequested(at, request.by(), request.because()));
    }

    /** The step that a person's word can move: failed, in doubt, or with a broken undo. */
    private static Optional<PlannedStep> stuck(Run run, String named) {
        return Standing.stuck(run)
                .filter(step -> named.isEmpty() || step.id().value().equals(named));
    }

    private static Refused nothingStuck(Run run, String named, String what) {
        Optional<PlannedStep> stuck = Standing.stuck(run);
        String says = named.isEmpty()
                ? "no step of run " + run.id() + " can be " + what + " now"
                : "step " + named + " cannot be " + what + " now";
        return new Refused(
                says,
                stuck.map(s -> "The run stands at " + s.id() + ".")
                        .orElse("No step has failed or is in doubt. See: slipway show " + run.id()));
    }
}
