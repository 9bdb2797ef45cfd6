package dev.slipway.cli;

import dev.slipway.engine.Desk;
import dev.slipway.engine.Labels;
import dev.slipway.report.RunHeading;
import dev.slipway.report.Table;
import dev.slipway.run.Run;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "runs", description = "Lists runs, the newest first, with how each ended or what it waits for.")
final class RunsCommand implements Callable<Integer> {
    private static final DateTimeFormatter STARTED = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private final Around around;

    @Mixin
    StateOption state = new StateOption();

    @Option(names = "-n", paramLabel = "COUNT", description = "how many (else 20)")
    int count = 20;

    RunsCommand(Around around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        Path folder = state.above(around);
        Desk desk = around.office().desk(folder, around.directory());
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("RUN", "WHAT", "ENVIRONMENT", "STARTED", "BY", "STANDS"));
        desk.runs(Math.max(1, count)).forEach(row -> {
            Run run = desk.show(row.id()).run();
            Labels labels = Labels.read(row.label());
            rows.add(List.of(
                    row.id().value(),
                    RunHeading.what(run),
                    labels.environment(),
                    STARTED.format(run.started().atZone(around.zone())),
                    labels.requester(),
                    run.ended().map(e -> e.ending().word()).orElseGet(() -> Holding.stands(run))));
        });
        if (rows.size() == 1) {
            around.out().println("No runs yet. Start one: slipway run DOC");
        } else {
            Table.lines(rows, around.terminal().columns()).forEach(around.out()::println);
        }
        return ExitStatus.SUCCEEDED;
    }
}
