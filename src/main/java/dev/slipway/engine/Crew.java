package dev.slipway.engine;

import dev.slipway.plan.PlannedStep;
import dev.slipway.run.Event.Stop;
import dev.slipway.run.Order.Direction;
import dev.slipway.run.Run;
import java.util.function.Consumer;

/** The hands of one run. Every call returns at once; what comes of it is reported later, from any thread. */
interface Crew {

    /** The intent has been written: perform it, or its undo. */
    void begin(Run run, PlannedStep step, Direction direction, Consumer<Report> reports);

    /** It was begun by somebody and is in nobody's hands: find out, and hold on to it when it still runs. */
    void find(Run run, PlannedStep step, Direction direction, Consumer<Report> reports);

    void look(Run run, PlannedStep step, Consumer<Report> reports);

    void stop(PlannedStep step, Stop stop);

    /** The run has ended: of what its steps left on disk only the logs are wanted still. */
    void over(Run run);

    /** The run is no longer this process's: let go of everything; what runs under supervisors runs on. */
    void letGo();
}
