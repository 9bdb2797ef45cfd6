package dev.slipway.run;

import dev.slipway.base.Operator;

/** Whether new steps may begin. */
public sealed interface Pausing {

    record Going() implements Pausing {}

    /** What is under way still ends. */
    record Requested(Operator by) implements Pausing {}

    record Paused(String why) implements Pausing {}
}
