package dev.slipway.actions.deploy;

import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Standard;
import dev.slipway.route.Mode;
import java.time.Duration;

/** How requests wait while a version is replaced in place. */
public record Hold(
        @Doc("How long a request waits at most") @Standard("60s")
        Duration atMost,

        @Doc("How many requests may wait") @Standard("1000") int queued) {
    static final Hold USUAL = new Hold(Duration.ofMinutes(1), 1000);

    public Hold {
        new Mode.Hold(atMost, queued);
    }
}
