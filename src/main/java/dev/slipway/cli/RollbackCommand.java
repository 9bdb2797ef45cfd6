package dev.slipway.cli;

import dev.slipway.operations.Request;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "rollback", description = "Takes a run back: by the procedure that on-failure names, else by undo.")
final class RollbackCommand implements Callable<Integer> {
    private final Around around;

    @Mixin
    RunOption run = new RunOption();

    @Option(names = "--because", paramLabel = "REASON", description = "why; kept in the record")
    String because = "";

    @Mixin
    MoveOptions move = new MoveOptions();

    RollbackCommand(Around around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        return new Moving(around, run.find(around)).settle(by -> List.of(new Request.RollBack(by, because)), move);
    }
}
