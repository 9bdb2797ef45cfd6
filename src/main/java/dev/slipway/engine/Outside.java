package dev.slipway.engine;

import dev.slipway.hands.Fronts;
import dev.slipway.hands.Place;
import dev.slipway.hands.Processes;

/** All that steps can reach of the world. */
public record Outside(Place here, Processes processes, Fronts fronts) {}
