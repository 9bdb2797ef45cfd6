package dev.slipway.cli;

import dev.slipway.operations.Request;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "retry", description = "Tries the failed or doubtful step again, or the undo that failed.")
final class RetryCommand implements Callable<Integer> {
    private final Around around;

    @Mixin
    RunOption run = new RunOption();

    @Parameters(index = "1", arity = "0..1", paramLabel = "STEP", description = "else the one at which the run stands")
    String step = "";

    @Mixin
    MoveOptions move = new MoveOptions();

    RetryCommand(Around around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        return new Moving(around, run.find(around)).settle(by -> List.of(new Request.Retry(by, step)), move);
    }
}
