package dev.slipway.run;

import dev.slipway.base.Data;
import dev.slipway.base.Operator;
import java.util.Map;
import java.util.Optional;

/** Which way a run is going. */
public sealed interface Course {

    /** Who or what turned the run round; {@code by} is empty when the runbook says so. */
    record Cause(Optional<Operator> by, String why) {}

    record Forward() implements Course {}

    record Undoing(Optional<Operator> by, String why) implements Course {}

    record Recovering(Optional<Operator> by, String why, Map<String, Data> inputs) implements Course {}

    record Aborting(Operator by, String because) implements Course {}
}
