package dev.slipway.run;

import dev.slipway.plan.PlannedStep;
import dev.slipway.plan.PlannedStep.Undo;
import dev.slipway.plan.PlannedStep.Work;
import dev.slipway.run.Event.Ending;
import dev.slipway.run.Order.BeginUndo;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Taking back: the last step that was begun first. Steps run one after another, so the plan's order backwards is theirs. */
final class Backwards {
    private Backwards() {}

    static List<Order> undo(Run run, Instant now) {
        for (int i = run.itinerary().forward() - 1; i >= 0; i--) {
            PlannedStep step = run.itinerary().step(i);
            Progress progress = run.progress(i);
            if (progress instanceof Progress.UndoBroken broken) {
                return onceMore(step, broken, now);
            }
            if (progress instanceof Progress.UndoPending p) {
                return begin(step, p.attempt() + 1, now);
            }
            if (takenCareOf(step, progress)) {
                continue;
            }
            return step.undo() instanceof Undo.None
                    ? Conductor.write(new Event.StepLeftAsIs(now, step.id(), "nothing says how to take it back"))
                    : begin(step, 1, now);
        }
        String why = run.course() instanceof Course.Undoing u ? u.why() : "";
        return Conductor.write(new Event.RunEnded(now, Ending.UNDONE_AFTER_FAILURE, why));
    }

    /** Undoes what is held, then writes the end. */
    static List<Order> release(Run run, Instant now, Event.RunEnded end) {
        for (int i = run.itinerary().size() - 1; i >= 0; i--) {
            PlannedStep step = run.itinerary().step(i);
            Progress progress = run.progress(i);
            if (!holds(run, i)) {
                continue;
            }
            if (progress instanceof Progress.UndoBroken broken) {
                return onceMore(step, broken, now);
            }
            return begin(step, progress instanceof Progress.UndoPending p ? p.attempt() + 1 : 1, now);
        }
        return Conductor.write(end);
    }

    /** Whether an end now, of whatever kind, may have something to release first. */
    static boolean holdsAnything(Run run) {
        return IntStream.range(0, run.itinerary().size())
                .anyMatch(i -> run.itinerary().step(i).work() instanceof Work.Typed typed
                        && (typed.holding().held() || typed.holding().untilDone())
                        && run.progress(i).begun()
                        && !isBack(run.progress(i)));
    }

    private static boolean isBack(Progress progress) {
        return progress instanceof Progress.Undone || progress instanceof Progress.LeftAsIs;
    }

    private static boolean takenCareOf(PlannedStep step, Progress progress) {
        return isBack(progress) || !progress.begun() || onlyLooked(step);
    }

    /** A typed step without an undo that may be run again at will (a check, a wait) has left nothing behind. */
    private static boolean onlyLooked(PlannedStep step) {
        return step.work() instanceof Work.Typed
                && step.undo() instanceof Undo.None
                && step.policy().repeatable();
    }

    private static boolean holds(Run run, int number) {
        PlannedStep step = run.itinerary().step(number);
        Progress progress = run.progress(number);
        return step.work() instanceof Work.Typed typed
                && (typed.holding().held() || (typed.holding().untilDone() && cutShort(run, progress)))
                && progress.begun()
                && !isBack(progress)
                && !releasedLater(run, number, typed.action());
    }

    /** A step that failed by itself has seen to that; not so one that was stopped, or lost with the process that did it. */
    private static boolean cutShort(Run run, Progress progress) {
        return progress.forward() instanceof Progress.InDoubt
                || (progress.forward() instanceof Progress.Failed && run.course() instanceof Course.Aborting);
    }

    private static boolean releasedLater(Run run, int number, String action) {
        for (int i = number + 1; i < run.itinerary().size(); i++) {
            if (run.itinerary().step(i).work() instanceof Work.Typed later
                    && later.holding().releases().filter(action::equals).isPresent()
                    && run.progress(i) instanceof Progress.Done) {
                return true;
            }
        }
        return false;
    }

    /** What may be done again is not put to a person only because Slipway ended in the middle. */
    private static List<Order> onceMore(PlannedStep step, Progress.UndoBroken broken, Instant now) {
        boolean harmless = step.undo() instanceof Undo.ByAction && step.policy().repeatable();
        return broken.doubtful() && harmless ? begin(step, broken.attempt() + 1, now) : List.of();
    }

    private static List<Order> begin(PlannedStep step, int attempt, Instant now) {
        return List.of(new BeginUndo(new Event.UndoStarted(now, step.id(), attempt)));
    }
}
