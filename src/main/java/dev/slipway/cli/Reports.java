package dev.slipway.cli;

import dev.slipway.base.RunId;
import dev.slipway.engine.Desk;

/** Keeps the record of a run beside its logs when it has ended. */
final class Reports {
    private Reports() {}

    static void keep(Desk desk, RunId run) {
        // see below
    }
}
