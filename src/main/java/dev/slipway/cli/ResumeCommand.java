package dev.slipway.cli;

import dev.slipway.base.Operator;
import dev.slipway.operations.Request;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "resume", description = "Goes on with a run that was stopped, paused or killed.")
final class ResumeCommand implements Callable<Integer> {
    private final Around around;

    @Mixin
    RunOption run = new RunOption();

    @Mixin
    MoveOptions move = new MoveOptions();

    ResumeCommand(Around around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        return new Moving(around, run.find(around)).settle(by -> requests(by), move);
    }

    private static List<Request> requests(Operator by) {
        return List.of(new Request.Resume(by));
    }
}
