package dev.slipway.cli;

import dev.slipway.base.Operator;
import dev.slipway.engine.Desk;
import dev.slipway.operations.Request;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a run is moved on in the foreground. */
final class MoveOptions {
    @Mixin
    AheadOptions ahead = new AheadOptions();

    @Option(
            names = {"-i", "--input"},
            paramLabel = "K=V",
            description = "an input that the run asks for")
    List<String> inputs = new ArrayList<>();

    @Option(
            names = "--take-over",
            description = "take the run from a process elsewhere that is silent: you know that it is gone")
    boolean takeOver;

    @Option(names = "--json", description = "events as JSON, one a line")
    boolean json;

    Desk.Claim claim() {
        return takeOver ? Desk.Claim.FROM_THE_SILENT : Desk.Claim.FROM_THE_DEAD;
    }

    Ahead ahead(Operator by) {
        Ahead given = ahead.by(by);
        WishOptions.told(inputs).forEach((name, value) -> given.tell(new Request.Tell(by, name, value)));
        return given;
    }
}
