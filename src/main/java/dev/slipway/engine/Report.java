package dev.slipway.engine;

import dev.slipway.base.StepId;
import dev.slipway.run.Order.Direction;
import dev.slipway.run.Outcome;
import dev.slipway.run.Sighting;

/** What hands tell the loop. */
sealed interface Report {

    StepId step();

    int attempt();

    record Finished(StepId step, int attempt, Direction direction, Outcome outcome) implements Report {}

    /** It never began, and never will under that number. */
    record NeverBegan(StepId step, int attempt, Direction direction) implements Report {}

    /** It began, and nothing shows how it ended. */
    record Gone(StepId step, int attempt, Direction direction, String why) implements Report {}

    record Seen(StepId step, int attempt, Sighting sighting) implements Report {}

    record Noted(StepId step, int attempt, String text) implements Report {}
}
