package dev.slipway.hands;

import dev.slipway.plan.Plan;

/** Finds the driver for a declared front. */
@FunctionalInterface
public interface Fronts {

    /** Asks nothing of the proxy yet; throws {@link TrafficFailure} when the settings can lead to none. */
    Traffic traffic(Plan.Front front);
}
