package dev.slipway.cli;

import dev.slipway.engine.Desk;
import dev.slipway.engine.Desk.Attendance;

/** Which view a run gets. */
final class Views {
    private Views() {}

    /** Whoever sits at the terminal sees the run and may be asked. */
    static View of(Around around, Desk desk, boolean json, long after) {
        return json ? new JsonView(around, desk, after) : of(around, desk, Attendance.ATTENDED);
    }

    /** For people; nobody can be asked where there is no terminal. */
    static View of(Around around, Desk desk, Attendance attendance) {
        return around.terminal().present() ? new LiveView(around, desk, attendance) : new PlainView(around);
    }
}
