package dev.slipway.actions.deploy;

import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Standard;
import java.time.Duration;

/** How an old version gets rid of its requests. */
public record Drain(
        @Doc("How long requests may take to end") @Standard("30s")
        Duration requests,

        @Doc("How long connections that stay open may go on") @Standard("30s")
        Duration streams) {}
