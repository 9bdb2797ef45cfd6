package dev.slipway.engine;

import dev.slipway.base.Data;
import dev.slipway.hands.Expected;
import dev.slipway.hands.Place;
import dev.slipway.plan.PlannedStep;
import dev.slipway.run.Order.Direction;
import dev.slipway.run.Outcome;
import dev.slipway.run.Sighting;
import dev.slipway.run.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an exit status means. */
final class Exits {
    private Exits() {}

    static Outcome outcome(PlannedStep step, Direction direction, int status, Place.Exit exit) {
        String took = Words.duration(exit.took());
        if (status != 0) {
            return new Outcome.Failed("exit status " + status + meaning(status) + " after " + took);
        }
        if (direction == Direction.BACK) {
            return new Outcome.Succeeded(took, Map.of());
        }
        if (exit.outputs() instanceof Place.Outputs.Malformed malformed) {
            return new Outcome.Failed("its outputs cannot be read: " + malformed.says());
        }
        return missing(step, exit)
                .<Outcome>map(line -> new Outcome.Failed("the expected line '" + line + "' is not in its output"))
                .orElseGet(() -> new Outcome.Succeeded("", ((Place.Outputs.Given) exit.outputs()).values()));
    }

    private static Optional<String> missing(PlannedStep step, Place.Exit exit) {
        Optional<List<String>> expect = step.expect();
        return expect.flatMap(lines ->
                Expected.of(String.join("\n", lines)).missingIn(exit.stdout().text()));
    }

    /** As a shell says it. */
    private static String meaning(int status) {
        return switch (status) {
            case 126 -> " (not executable)";
            case 127 -> " (command not found)";
            case 129, 130, 131, 134, 135, 136, 137, 139, 141, 143 -> " (signal " + (status - 128) + ")";
            default -> "";
        };
    }

    /** A probe: 0 done, 1 not, anything else unknown. */
    static Sighting sighting(Optional<Place.Exit> exit) {
        Optional<Integer> status = exit.flatMap(Place.Exit::status);
        if (exit.isEmpty()) {
            return new Sighting.Unknown("the probe did not end in time");
        }
        if (status.isEmpty()) {
            return new Sighting.Unknown("the probe was killed");
        }
        return switch (status.get()) {
            case 0 -> new Sighting.Applied(outputs(exit.get()));
            case 1 -> new Sighting.Absent();
            default -> new Sighting.Unknown("the probe ended with exit status " + status.get());
        };
    }

    private static Map<String, Data> outputs(Place.Exit exit) {
        return exit.outputs() instanceof Place.Outputs.Given given ? given.values() : Map.of();
    }
}
