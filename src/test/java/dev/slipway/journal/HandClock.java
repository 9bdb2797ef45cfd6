package dev.slipway.journal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves only when a test says so. */
public final class HandClock implements InstantSource {

    private volatile Instant now = Instant.parse("2026-03-14T09:26:53.589793238Z");

    @Override
    public Instant instant() {
        return now;
    }

    public Instant forward(Duration time) {
        now = now.plus(time);
        return now;
    }
}
