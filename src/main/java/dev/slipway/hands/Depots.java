package dev.slipway.hands;

import dev.slipway.plan.Plan;

/** Finds the blobs of a declared store. */
@FunctionalInterface
public interface Depots {
    /** @param environment has the variables that open it */
    Blobs blobs(String name, Plan.Depot depot, Place.Environment environment);
}
