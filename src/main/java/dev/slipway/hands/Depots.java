package dev.slipway.hands;

import dev.slipway.plan.Plan;

/** Finds the blobs of a declared store. */
@FunctionalInterface
public interface Depots {
    Blobs blobs(String name, Plan.Depot depot);
}
