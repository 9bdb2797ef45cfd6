package dev.slipway.actions.deploy;

import dev.slipway.parameters.Doc;
import dev.slipway.parameters.OrOne;
import dev.slipway.parameters.Standard;
import java.time.Duration;
import java.util.List;

/** When an instance counts as ready. */
public record Ready(
        @Doc("The path that answers when an instance is ready") @Standard("/")
        String path,

        @Doc("The status that means ready, or a list of them") @OrOne @Standard("200")
        List<Integer> status,

        @Doc("How long an instance may take") @Standard("60s")
        Duration within) {
    public Ready {
        Visitor.checkPath(path);
    }
}
