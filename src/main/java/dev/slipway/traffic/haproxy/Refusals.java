package dev.slipway.traffic.haproxy;

import dev.slipway.hands.Unable;
import dev.slipway.route.Endpoint;
import dev.slipway.route.Mode;
import dev.slipway.route.Pin;
import dev.slipway.route.RoutePlan;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Plans that HAProxy cannot carry out, and why. */
final class Refusals {

    /** Twice in the map, encoded, in one question each. */
    private static final int LONGEST_PAGE = 8_000;

    private Refusals() {}

    static Optional<String> why(RoutePlan plan) {
        return Stream.of(Unable.why("HAProxy", plan), maintenance(plan.mode()), pins(plan), names(plan))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> maintenance(Mode mode) {
        if (!(mode instanceof Mode.Maintenance closed)) {
            return Optional.empty();
        }
        int bytes = closed.page().getBytes(StandardCharsets.UTF_8).length;
        return bytes <= LONGEST_PAGE
                ? Optional.empty()
                : Optional.of("HAProxy takes a maintenance page of at most " + LONGEST_PAGE + " bytes, not " + bytes
                        + "; the embedded proxy and nginx take longer ones.");
    }

    private static Optional<String> pins(RoutePlan plan) {
        return plan.pins().stream()
                .filter(pin -> !pin.name().equals(name(pin.kind())))
                .findFirst()
                .map(pin -> "HAProxy is configured for pins by the header " + Routes.PIN_HEADER + " and the cookie "
                        + Routes.PIN_COOKIE + ", not by the "
                        + (pin.kind() == Pin.Kind.HEADER ? "header " : "cookie ") + pin.name()
                        + "; the embedded proxy takes any name.");
    }

    private static String name(Pin.Kind kind) {
        return switch (kind) {
            case HEADER -> Routes.PIN_HEADER;
            case COOKIE -> Routes.PIN_COOKIE;
        };
    }

    private static Optional<String> names(RoutePlan plan) {
        List<Endpoint> all = plan.shares().stream()
                .flatMap(share -> share.endpoints().stream())
                .toList();
        return all.stream()
                .filter(endpoint -> !isAddress(endpoint.host()))
                .findFirst()
                .map(endpoint -> "HAProxy is given addresses, not names such as " + endpoint.host()
                        + ": write the address of that machine.");
    }

    private static boolean isAddress(String host) {
        try {
            return host.indexOf('/') < 0
                    && !dev.slipway.route.Network.of(host).toString().isEmpty();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
