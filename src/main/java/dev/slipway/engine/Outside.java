package dev.slipway.engine;

import dev.slipway.hands.Depots;
import dev.slipway.hands.Fronts;
import dev.slipway.hands.Place;
import dev.slipway.hands.Places;
import dev.slipway.hands.Processes;

/** All that steps can reach of the world. */
public record Outside(Place here, Places places, Processes processes, Fronts fronts, Depots depots) {

    public Outside(Place here, Processes processes, Fronts fronts, Depots depots) {
        this(
                here,
                (name, _) -> {
                    throw new IllegalStateException("there is no place " + name);
                },
                processes,
                fronts,
                depots);
    }

    public Outside(Place here, Processes processes, Fronts fronts) {
        this(here, processes, fronts, (name, _, _) -> {
            throw new IllegalStateException("there is nothing to keep " + name + " in");
        });
    }
}
