package dev.slipway.cli;

import dev.slipway.engine.Desk.Attendance;
import dev.slipway.engine.Lookout;
import dev.slipway.engine.Mover;

/** What is shown of a run while it is moved, and who is asked. */
interface View extends Lookout {

    Attendance attendance();

    /** Moves the run on until it rests, and says how it ended or what it waits for. */
    int lead(Mover mover, Ahead ahead) throws InterruptedException;
}
