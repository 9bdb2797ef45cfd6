package dev.slipway.hands;

import dev.slipway.plan.Plan;

/** Finds the place that a runbook declares. */
@FunctionalInterface
public interface Places {

    /** Asks nothing of it yet. */
    Place named(String name, Plan.Room room);
}
