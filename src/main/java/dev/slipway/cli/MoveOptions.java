package dev.slipway.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a run is moved on in the foreground. */
final class MoveOptions {
    @Mixin
    AheadOptions ahead = new AheadOptions();

    @Option(names = "--json", description = "events as JSON, one a line")
    boolean json;
}
