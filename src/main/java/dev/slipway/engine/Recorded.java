package dev.slipway.engine;

import dev.slipway.run.Event;

/** An event with its number in the journal. */
public record Recorded(long seq, Event event) {}
