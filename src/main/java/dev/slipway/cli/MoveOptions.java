package dev.slipway.cli;

import dev.slipway.base.Operator;
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

    @Option(names = "--json", description = "events as JSON, one a line")
    boolean json;

    Ahead ahead(Operator by) {
        Ahead given = ahead.by(by);
        WishOptions.told(inputs).forEach((name, value) -> given.tell(new Request.Tell(by, name, value)));
        return given;
    }
}
