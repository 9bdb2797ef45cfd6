package dev.slipway.cli;

import dev.slipway.operations.Request;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "skip", description = "Lets a run go on without the step that failed or is in doubt.")
final class SkipCommand implements Callable<Integer> {
    private final Around around;

    @Mixin
    RunOption run = new RunOption();

    @Parameters(index = "1", arity = "0..1", paramLabel = "STEP", description = "else the one at which the run stands")
    String step = "";

    @Option(names = "--because", paramLabel = "REASON", description = "why; kept in the record")
    String because = "";

    @Mixin
    MoveOptions move = new MoveOptions();

    SkipCommand(Around around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        return new Moving(around, run.find(around)).settle(by -> List.of(new Request.Skip(by, step, because)), move);
    }
}
