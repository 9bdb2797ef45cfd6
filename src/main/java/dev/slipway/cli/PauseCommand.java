package dev.slipway.cli;

import dev.slipway.engine.Desk;
import dev.slipway.engine.Liveness;
import dev.slipway.operations.Request;
import dev.slipway.run.Event.Pace;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "pause", description = "Has the process that moves a run pause it after the current step.")
final class PauseCommand implements Callable<Integer> {
    private final Around around;

    @Mixin
    RunOption run = new RunOption();

    @Option(names = "--now", description = "stop the current step as well")
    boolean now;

    PauseCommand(Around around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        RunOption.Meant meant = run.find(around);
        Desk.Shown shown = meant.desk().show(meant.id());
        if (shown.mover().filter(m -> m instanceof Liveness.Silent).isPresent()) {
            throw Moving.held(shown);
        }
        if (!shown.isMoved()) {
            throw StoppedException.usage(
                    "no process moves run " + meant.id() + ": it rests already",
                    "Go on with it: slipway resume " + meant.id());
        }
        Pace pace = now ? Pace.AT_ONCE : Pace.AFTER_THE_STEP;
        return new Moving(around, meant)
                .handOver(List.of(new Request.Pause(meant.desk().self().operator(), pace)), shown, around.out());
    }
}
