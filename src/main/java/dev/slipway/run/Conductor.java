package dev.slipway.run;

import dev.slipway.base.StepId;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedStep;
import dev.slipway.plan.PlannedStep.Work;
import dev.slipway.run.Event.Ending;
import dev.slipway.run.Order.Begin;
import dev.slipway.run.Order.Look;
import dev.slipway.run.Order.WakeAt;
import dev.slipway.run.Order.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what happens next, from the whole truth and nothing else. No orders and no end means: a person is waited for. The
 * first order is to be obeyed before the conductor is asked again.
 */
public final class Conductor {
    /** How long a failed step waits for a person's word where somebody is there to give it. */
    public static final Duration DECISION = Duration.ofMinutes(5);

    private Conductor() {}

    /** @param underway the steps that this process has in its hands */
    public static List<Order> next(Run run, Instant now, Set<StepId> underway) {
        if (run.ended().isPresent()) {
            return List.of();
        }
        if (run.underway().isPresent()) {
            return Tending.of(run, run.underway().get(), now, underway);
        }
        return switch (run.pausing()) {
            case Pausing.Requested r -> write(new Event.RunPaused(now, "asked for by " + r.by()));
            case Pausing.Paused _ -> List.of();
            case Pausing.Going _ -> along(run, now, underway);
        };
    }

    private static List<Order> along(Run run, Instant now, Set<StepId> underway) {
        return switch (run.course()) {
            case Course.Forward _ -> forward(run, now, Ending.SUCCEEDED, underway);
            case Course.Recovering _ -> forward(run, now, Ending.UNDONE_AFTER_FAILURE, underway);
            case Course.Undoing _ -> Backwards.undo(run, now);
            case Course.Aborting a ->
                Backwards.release(
                        run, now, new Event.RunEnded(now, Ending.ABORTED, "aborted by " + a.by() + ": " + a.because()));
        };
    }

    private static List<Order> forward(Run run, Instant now, Ending ending, Set<StepId> underway) {
        Optional<PlannedStep> current = run.current();
        if (current.isEmpty()) {
            return Backwards.release(run, now, Endings.of(run, now, ending));
        }
        PlannedStep step = current.get();
        return switch (run.progress(step.id())) {
            case Progress.Pending p -> begin(run, step, p, now);
            case Progress.Open _ -> Gates.next(run, now);
            case Progress.Failed f -> afterFailure(run, step, f, now);
            // Somebody looks already, and will say what he sees.
            case Progress.InDoubt _ when underway.contains(step.id()) -> List.of();
            case Progress.InDoubt d -> inDoubt(step, d, now);
            case Progress.Underway _, Progress.Done _, Progress.Skipped _, Progress.PassedOver _ -> bug(run, step);
            case Progress.UndoPending _, Progress.Undoing _, Progress.UndoBroken _ -> bug(run, step);
            case Progress.Undone _, Progress.LeftAsIs _ -> bug(run, step);
        };
    }

    private static List<Order> begin(Run run, PlannedStep step, Progress.Pending before, Instant now) {
        return switch (Guards.of(run, step)) {
            case Guards.Open _ ->
                switch (step.work()) {
                    case Work.Gate _, Work.Ask _, Work.Tell _ -> write(new Event.GateOpened(now, step.id()));
                    case Work.Bash _, Work.Typed _ -> attempt(step, before.attempt() + 1, now);
                };
            case Guards.Shut shut -> write(new Event.StepSkipped(now, step.id(), shut.because()));
            case Guards.Undecided u -> write(new Event.StepFailed(now, step.id(), before.attempt(), u.says()));
        };
    }

    private static List<Order> attempt(PlannedStep step, int number, Instant now) {
        return List.of(new Begin(new Event.StepStarted(now, step.id(), number)));
    }

    private static List<Order> inDoubt(PlannedStep step, Progress.InDoubt doubt, Instant now) {
        if (step.policy().repeatable()) {
            return attempt(step, doubt.attempt() + 1, now);
        }
        boolean canLook = step.probe().isPresent() || step.work() instanceof Work.Typed;
        return canLook && doubt.looked().isEmpty() ? List.of(new Look(step.id(), doubt.attempt())) : List.of();
    }

    private static List<Order> afterFailure(Run run, PlannedStep step, Progress.Failed failed, Instant now) {
        if (step.policy().repeatable() && failed.attempt() <= step.policy().retries()) {
            Instant again = failed.since().plus(backoff(failed.attempt()));
            // A clock that was set back since must not add to the wait.
            boolean waits = now.isBefore(again) && !now.isBefore(failed.since());
            return waits ? List.of(new WakeAt(again)) : attempt(step, failed.attempt() + 1, now);
        }
        Instant decided = failed.since().plus(DECISION);
        if (run.attended() && step.stage() != Plan.Stage.AFTER && now.isBefore(decided)) {
            return List.of(new WakeAt(decided));
        }
        return write(response(run, step, failed, now));
    }

    /** Doubling from one second, at most five minutes. */
    static Duration backoff(int attempt) {
        return Duration.ofSeconds(Math.min(300, 1L << Math.min(attempt - 1, 20)));
    }

    private static Event response(Run run, PlannedStep step, Progress.Failed failed, Instant now) {
        String why = step.id() + ": " + failed.reason();
        return switch (step.stage()) {
            case AFTER -> new Event.FailureAccepted(now, step.id());
            case RECOVERY -> new Event.RunPaused(now, why);
            case BEFORE ->
                noWayBack(run)
                        .<Event>map(point -> new Event.RunPaused(now, why + "; past the point of no return " + point))
                        .orElse(new Event.UndoBegan(now, Optional.empty(), why));
            case RUN ->
                noWayBack(run)
                        .<Event>map(point -> new Event.RunPaused(now, why + "; past the point of no return " + point))
                        .orElseGet(() -> asTheRunbookSays(run, step, why, now));
        };
    }

    private static Event asTheRunbookSays(Run run, PlannedStep step, String why, Instant now) {
        return switch (run.plan().onFailure()) {
            case Plan.OnFailure.Undo _ -> new Event.UndoBegan(now, Optional.empty(), why);
            case Plan.OnFailure.Pause _ -> new Event.RunPaused(now, why);
            case Plan.OnFailure.GoOn _ -> new Event.FailureAccepted(now, step.id());
            case Plan.OnFailure.Perform p -> Recovery.begin(run, p, new Course.Cause(Optional.empty(), why), now);
        };
    }

    /** The first step begun after which undo makes no sense. */
    public static Optional<StepId> noWayBack(Run run) {
        return run.plan().steps().stream()
                .filter(s ->
                        s.policy().pointOfNoReturn() && run.progress(s.id()).begun())
                .map(PlannedStep::id)
                .findFirst();
    }

    static List<Order> write(Event event) {
        return List.of(new Write(event));
    }

    private static List<Order> bug(Run run, PlannedStep step) {
        throw new IllegalStateException(
                "run " + run.id() + " stands at " + step.id() + ", which is " + run.progress(step.id()));
    }
}
