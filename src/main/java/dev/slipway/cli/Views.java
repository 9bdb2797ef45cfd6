package dev.slipway.cli;

import dev.slipway.engine.Desk;

/** Which view a run gets. */
final class Views {
    private Views() {}

    static View of(Around around, Desk desk, boolean json, long after) {
        if (json) {
            return new JsonView(around, desk, after);
        }
        return around.terminal().present() ? new LiveView(around, desk) : new PlainView(around);
    }
}
