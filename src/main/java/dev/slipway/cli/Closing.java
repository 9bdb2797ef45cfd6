package dev.slipway.cli;

import dev.slipway.engine.Mover.Stop;
import dev.slipway.report.RunHeading;
import dev.slipway.run.Run;
import java.util.ArrayList;
import java.util.List;

/** The first and the last lines of a run that is not watched on a screen. */
final class Closing {
    private Closing() {}

    static String heading(Run run) {
        return RunHeading.of(run);
    }

    static List<String> lines(Run run, Stop stop, Ahead ahead) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        switch (stop) {
            case OVER -> lines.addAll(RunHeading.ending(run));
            case ASKING -> {}
            case LOST -> lines.add("Another process moves run " + run.id() + " now. See: slipway show " + run.id());
        }
        lines.addAll(Advice.of(run));
        ahead.left().forEach(word -> lines.add("Not used, since its question never opened: " + word));
        return lines;
    }
}
