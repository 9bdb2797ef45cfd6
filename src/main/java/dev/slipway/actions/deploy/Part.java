package dev.slipway.actions.deploy;

import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Standard;
import java.util.Optional;

/** One service of a project that is released together with others. */
public record Part(
        @Doc("Its name in the Compose file") String service,

        @Doc("The port of the container that the front leads to")
        Optional<Integer> port,

        @Doc("How many containers") @Standard("1") int instances,

        @Doc("When a container counts as ready") @Standard("")
        Fit ready,

        @Doc("How the old containers are told to end") @Standard("")
        Stop stop,

        @Doc("There are never two of it at a time, as of a scheduler") @Standard("false")
        boolean single) {

    public Part {
        Rollout.require(!service.isBlank(), "'service' is empty");
        port.ifPresent(given -> Rollout.require(given > 0 && given < 65_536, "'port' is a number from 1 to 65535"));
        Rollout.require(instances >= 1 && instances <= 100, "'instances' is 1 to 100");
        Rollout.require(!single || instances == 1, "'single' means one container, and 'instances' says " + instances);
    }
}
