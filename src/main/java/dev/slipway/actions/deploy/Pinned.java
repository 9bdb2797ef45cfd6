package dev.slipway.actions.deploy;

import dev.slipway.route.Pin;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The header that leads a test to one version. Its value is a secret of this release, so that no visitor gets there by it. */
final class Pinned {
    static final String HEADER = Pin.Kind.HEADER.usualName();

    private static final int BYTES = 16;

    private Pinned() {}

    static boolean isOurs(Pin pin) {
        return pin.name().equals(HEADER);
    }

    /** With this pin in the place of another of ours. */
    static RoutePlan into(RoutePlan plan, Pin pin) {
        List<Pin> pins = new ArrayList<>(outOf(plan).pins());
        pins.add(pin);
        return plan.pinned(pins);
    }

    /** With this pin besides all others. */
    static RoutePlan with(RoutePlan plan, Pin pin) {
        List<Pin> pins = new ArrayList<>(plan.pins());
        if (!pins.contains(pin)) {
            pins.add(pin);
        }
        return plan.pinned(pins);
    }

    static RoutePlan without(RoutePlan plan, Pin pin) {
        return plan.pinned(
                plan.pins().stream().filter(each -> !each.equals(pin)).toList());
    }

    static RoutePlan outOf(RoutePlan plan) {
        return plan.pinned(plan.pins().stream().filter(pin -> !isOurs(pin)).toList());
    }

    /** The pin that the front has already, after a crash; else a new one. */
    static Pin of(RoutePlan live, PoolId pool) {
        Optional<Pin> known = live.pins().stream()
                .filter(pin -> isOurs(pin) && pin.pool().equals(pool))
                .findFirst();
        return known.orElseGet(() -> {
            byte[] value = new byte[BYTES];
            new SecureRandom().nextBytes(value);
            return new Pin(Pin.Kind.HEADER, HEADER, HexFormat.of().formatHex(value), pool);
        });
    }
}
