package dev.slipway.cli;

import dev.slipway.base.RunId;
import dev.slipway.engine.Desk;
import dev.slipway.engine.Labels;
import dev.slipway.hands.Journal.RunRow;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which run is meant. */
final class RunOption {
    @Mixin
    StateOption state = new StateOption();

    @Parameters(index = "0", paramLabel = "RUN", description = "a run's name, the beginning of it, or 'last'")
    String name = "";

    /** A run, and a desk whose steps run where the run's do. */
    record Meant(RunId id, Desk desk) {}

    Meant find(Around around) {
        Path folder = state.above(around);
        Desk reading = around.office().desk(folder, around.directory());
        RunId id = one(reading, name);
        RunRow row = reading.show(id).row();
        Path root = Path.of(Labels.read(row.label()).root());
        return new Meant(id, around.office().desk(folder, root));
    }

    static RunId one(Desk desk, String name) {
        List<RunId> meant = desk.named(name);
        if (meant.size() == 1) {
            return meant.getFirst();
        }
        if (meant.size() > 1) {
            String all = meant.stream().limit(10).map(RunId::value).collect(Collectors.joining(", "));
            throw StoppedException.usage("several runs begin with '" + name + "'", "Which of " + all + "?");
        }
        List<String> newest =
                desk.runs(10).stream().map(row -> row.id().value()).toList();
        if (newest.isEmpty()) {
            throw StoppedException.usage("there are no runs yet", "Start one: slipway run DOC");
        }
        throw StoppedException.usage(
                "there is no run '" + name + "'",
                dev.slipway.base.Nearest.help("The newest", name, newest) + " All: slipway runs");
    }
}
