package dev.slipway.traffic;

import dev.slipway.base.Secret;
import dev.slipway.hands.Traffic.Feature;
import dev.slipway.route.Endpoint;
import dev.slipway.route.Mode;
import dev.slipway.route.Pin;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.route.Sticky;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Plans that need one feature of a proxy. */
final class Wishes {
    /** Those that a plan can ask for; counts and times are no plan's. */
    static final List<Feature> FEATURES =
            List.of(Feature.SHARES, Feature.HOLD, Feature.PINS, Feature.STICKY, Feature.MAINTENANCE);

    private static final PoolId GREEN = new PoolId("green");

    private Wishes() {}

    /** @param blue what is served now */
    static RoutePlan of(Feature feature, RoutePlan blue, Endpoint green) {
        RoutePlan both = blue.with(GREEN, List.of(green));
        return switch (feature) {
            case SHARES -> both.shifted(GREEN, 333);
            case HOLD -> both.in(new Mode.Hold(Duration.ofSeconds(5), 10));
            case PINS -> both.pinned(List.of(new Pin(Pin.Kind.HEADER, "X-Slipway-Pin", "one", GREEN)));
            case STICKY ->
                new RoutePlan(
                        both.shares(),
                        both.mode(),
                        List.of(),
                        Optional.of(new Sticky("version", new Secret("key", "0123456789abcdef"))));
            case MAINTENANCE -> both.in(new Mode.Maintenance(503, "", Duration.ZERO, List.of()));
            case COUNTS, LATENCY -> throw new IllegalArgumentException("no plan asks for " + feature);
        };
    }
}
