package dev.slipway.hands;

import dev.slipway.base.Data;
import dev.slipway.hands.Traffic.Can;
import dev.slipway.hands.Traffic.Feature;
import dev.slipway.plan.Preview;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a step will ask of a front, so that a run does not begin what the proxy cannot do. */
public record Demand(String front, Set<Feature> features, Set<Integer> shares) {

    public Demand {
        features = Set.copyOf(features);
        shares = Set.copyOf(shares);
    }

    /** Of the front that a step names as its {@code traffic}; none where that is not known yet. */
    public static List<Demand> of(Data.Mapping parameters, Set<Feature> features, Set<Integer> shares) {
        return new Preview(parameters)
                .text("traffic")
                .map(front -> List.of(new Demand(front, features, shares)))
                .orElse(List.of());
    }

    /** What the proxy lacks, in one sentence without a full stop; empty when it can do all. */
    public Optional<String> unmetBy(Can can) {
        List<String> lacking = features.stream()
                .filter(feature -> !can.features().contains(feature))
                .sorted()
                .map(Demand::words)
                .toList();
        if (!lacking.isEmpty()) {
            return Optional.of(can.proxy() + " cannot do " + String.join(" or ", lacking) + "; "
                    + "the embedded proxy can: slipway proxy run");
        }
        Set<Integer> strange = new TreeSet<>(shares);
        strange.removeIf(share -> share == 0 || share == 1000 || can.shares().contains(share));
        if (can.shares().isEmpty() || strange.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(can.proxy() + " here knows no share of " + percents(strange) + ", only "
                + percents(new TreeSet<>(can.shares())) + "; the embedded proxy knows any");
    }

    private static String words(Feature feature) {
        return switch (feature) {
            case SHARES -> "shares of the requests";
            case PINS -> "pins";
            case STICKY -> "sticky cookies";
            case HOLD -> "holding requests";
            case MAINTENANCE -> "maintenance";
            case COUNTS -> "counts by version";
            case LATENCY -> "times by version";
        };
    }

    private static String percents(Set<Integer> shares) {
        List<String> all = new ArrayList<>();
        shares.forEach(share -> all.add(percent(share)));
        return String.join(", ", all);
    }

    /** {@code 5 %}, {@code 0.5 %}. */
    public static String percent(int permille) {
        return permille % 10 == 0 ? permille / 10 + " %" : String.format(Locale.ROOT, "%.1f %%", permille / 10.0);
    }
}
