package dev.slipway.cli;

import dev.slipway.engine.Desk;
import dev.slipway.engine.Liveness;
import dev.slipway.engine.Recorded;
import dev.slipway.operations.EventJson;
import dev.slipway.report.RunRecord;
import dev.slipway.report.RunText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "show", description = "Shows what a run has done, where it stands, and what can be done next.")
final class ShowCommand implements Callable<Integer> {
    private final Around around;

    @Mixin
    RunOption run = new RunOption();

    @Option(names = "--json", description = "its events as JSON, one a line")
    boolean json;

    ShowCommand(Around around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        RunOption.Meant meant = run.find(around);
        Desk.Shown shown = meant.desk().show(meant.id());
        if (json) {
            shown.events().forEach(e -> around.out().println(EventJson.line(meant.id(), e.seq(), e.event())));
            return ExitStatus.SUCCEEDED;
        }
        RunRecord record = RunRecord.of(
                shown.run(), shown.events().stream().map(Recorded::event).toList());
        around.out()
                .print(Paint.of(around).text(RunText.of(
                record, around.clock().instant(), around.zone(), Math.min(100, around.terminal().columns()))));
        around.out().println();
        shown.row()
                .lease()
                .ifPresent(lease -> around.out()
                        .println(Holding.moved(lease, shown.mover().orElse(new Liveness.Alive()))));
        Advice.of(shown.run()).forEach(around::say);
        return ExitStatus.SUCCEEDED;
    }
}
