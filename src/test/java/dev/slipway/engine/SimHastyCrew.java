package dev.slipway.engine;

import dev.slipway.plan.PlannedStep;
import dev.slipway.run.Order.Direction;
import dev.slipway.run.Run;
import java.util.function.Consumer;

/** A planted fault: what was begun and lost sight of counts as never begun, so it is done again. */
final class SimHastyCrew extends SimCrew {
    SimHastyCrew(SimWorld world) {
        super(world, () -> true);
    }

    @Override
    public void find(Run run, PlannedStep step, Direction direction, Consumer<Report> reports) {
        reports.accept(new Report.NeverBegan(step.id(), run.progress(step.id()).attempt(), direction));
    }
}
