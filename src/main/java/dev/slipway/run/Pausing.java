package dev.slipway.run;

import dev.slipway.base.Operator;

/** Whether new steps may begin. */
public sealed interface Pausing {

    record Going() implements Pausing {}

    /** What is under way still ends, or is ended. */
    record Requested(Operator by, Event.Pace pace) implements Pausing {}

    record Paused(String why) implements Pausing {}
}
