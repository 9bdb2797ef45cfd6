package dev.slipway.main;

import dev.slipway.hands.Fronts;
import dev.slipway.hands.Traffic;
import dev.slipway.hands.TrafficFailure;
import dev.slipway.plan.Plan;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** A driver for each kind of proxy. Paths of a front are taken from the root of the runbook's repository. */
final class Drivers implements Fronts {
    private static final Map<String, BiFunction<Plan.Front, Path, Traffic>> BY_KIND = Map.of();

    private final Path root;

    Drivers(Path root) {
        this.root = root;
    }

    @Override
    public Traffic traffic(Plan.Front front) {
        return Optional.ofNullable(BY_KIND.get(front.driver()))
                .orElseThrow(() -> new TrafficFailure("this build has no driver for " + front.driver()))
                .apply(front, root);
    }
}
