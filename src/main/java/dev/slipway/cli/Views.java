package dev.slipway.cli;

import dev.slipway.engine.Desk;

/** Which view a run gets. */
final class Views {
    private Views() {}

    static View of(Around around, Desk desk, boolean json, long after) {
        return json ? new JsonView(around, desk, after) : new PlainView(around);
    }
}
