package dev.slipway.actions.deploy;

import dev.slipway.base.Data;
import dev.slipway.hands.Demand;
import dev.slipway.hands.Traffic.Feature;
import dev.slipway.plan.Preview;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a release will ask of its front, as far as its parameters say it before the run. */
final class Demands {
    private Demands() {}

    static List<Demand> of(Data.Mapping parameters, String strategy) {
        Preview shown = new Preview(parameters);
        Optional<String> front = shown.text("traffic");
        if (front.isEmpty()) {
            return List.of();
        }
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        Set<Integer> shares = new TreeSet<>();
        switch (strategy) {
            case "canary" -> {
                features.add(Feature.SHARES);
                shares.addAll(shares(shown.texts("steps")));
            }
            case "rolling" -> {
                shares.addAll(portions(shown));
                if (!shares.isEmpty() || !shown.text("instances", "1").equals("1")) {
                    features.add(Feature.SHARES);
                }
            }
            case "in-place", "recreate" -> features.add(Feature.HOLD);
            default -> {
                // Everything at once: every proxy can.
            }
        }
        if (shown.under("judge").containsKey("requests")) {
            features.add(Feature.COUNTS);
        }
        shown.texts("take-back-when")
                .forEach(trigger -> features.add(trigger.matches("p\\d.*") ? Feature.LATENCY : Feature.COUNTS));
        return List.of(new Demand(front.get(), features, shares));
    }

    /** What cannot be read yet is looked at when the step begins. */
    private static Set<Integer> shares(List<String> steps) {
        try {
            Set<Integer> shares = new TreeSet<>();
            Stage.parse(steps).forEach(stage -> shares.add(stage.permille()));
            return shares;
        } catch (IllegalArgumentException _) {
            return Set.of();
        }
    }

    private static Set<Integer> portions(Preview shown) {
        String instances = shown.text("instances", "1");
        String batch = shown.text("batch", "1");
        Set<Integer> portions = new TreeSet<>();
        if (instances.matches("[1-9]\\d{0,2}") && batch.matches("[1-9]\\d{0,2}")) {
            int all = Integer.parseInt(instances);
            for (int done = Integer.parseInt(batch); done < all; done += Integer.parseInt(batch)) {
                portions.add(done * 1000 / all);
            }
        }
        return portions;
    }
}
