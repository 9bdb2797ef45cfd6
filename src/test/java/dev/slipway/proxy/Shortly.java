package dev.slipway.proxy;

import java.time.Duration;

/** Limits of which one is short, so that a test need not wait for it. */
final class Shortly {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Limits USUAL = Limits.USUAL;

    private Shortly() {}

    static Limits head() {
        return new Limits(SHORT, USUAL.idle(), USUAL.connect(), USUAL.answer(), USUAL.pooled(), USUAL.leaving());
    }

    static Limits idle() {
        return new Limits(USUAL.head(), SHORT, USUAL.connect(), USUAL.answer(), USUAL.pooled(), USUAL.leaving());
    }

    static Limits answer() {
        return new Limits(USUAL.head(), USUAL.idle(), USUAL.connect(), SHORT, USUAL.pooled(), USUAL.leaving());
    }

    static Limits pooled() {
        return new Limits(USUAL.head(), USUAL.idle(), USUAL.connect(), USUAL.answer(), SHORT, USUAL.leaving());
    }
}
