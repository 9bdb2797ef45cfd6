package dev.slipway.hands;

import java.io.IOException;

/** An action on which the undo of another one relies: it says beforehand what would keep it from being done then. */
public interface Fallback<P extends Record> extends Action<P> {

    /** Changes nothing. */
    void ready(P parameters, Site site) throws Refusal, IOException, InterruptedException;
}
