package dev.slipway.engine;

import dev.slipway.base.StepId;
import dev.slipway.plan.PlannedStep;
import dev.slipway.plan.PlannedStep.Undo;
import dev.slipway.plan.PlannedStep.Work;
import dev.slipway.run.Course;
import dev.slipway.run.Event.Ending;
import dev.slipway.run.Progress;
import dev.slipway.run.Run;
import java.util.List;

/** What must be true of the world when a run has ended. */
final class SimPromises {
    private SimPromises() {}

    static void check(Run run, SimWorld world, Ending ending) {
        heldIsReleased(run, world);
        if (ending == Ending.SUCCEEDED) {
            everythingIsThereInOrder(run, world);
        }
        if (ending == Ending.UNDONE_AFTER_FAILURE && run.course() instanceof Course.Undoing) {
            nothingIsLeft(run, world);
        }
    }

    /** Completed: every effect once and in order. That it was not done twice is noted when it happens. */
    private static void everythingIsThereInOrder(Run run, SimWorld world) {
        int last = -1;
        for (PlannedStep step : run.plan().steps()) {
            boolean held = step.work() instanceof Work.Typed;
            if (held || !(run.progress(step.id()) instanceof Progress.Done done) || done.attempt() == 0) {
                continue;
            }
            Integer applied = world.effects.get(step.id());
            if (applied == null) {
                world.broken.add("completed without " + step.id());
            } else if (applied < last) {
                world.broken.add("done out of order: " + step.id());
            } else {
                last = applied;
            }
        }
    }

    private static void nothingIsLeft(Run run, SimWorld world) {
        for (PlannedStep step : run.plan().steps()) {
            boolean undoable = !(step.undo() instanceof Undo.None);
            if (undoable && world.there(step.id())) {
                world.broken.add("undone, but left: " + step.id() + " " + run.progress(step.id()));
            }
        }
    }

    private static void heldIsReleased(Run run, SimWorld world) {
        List<StepId> held = run.plan().steps().stream()
                .filter(s -> s.work() instanceof Work.Typed)
                .map(PlannedStep::id)
                .toList();
        held.stream().filter(world::there).forEach(id -> world.broken.add("held after the end: " + id));
    }
}
