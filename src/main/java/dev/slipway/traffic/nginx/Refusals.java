package dev.slipway.traffic.nginx;

import dev.slipway.hands.Unable;
import dev.slipway.route.Mode;
import dev.slipway.route.Network;
import dev.slipway.route.Pin;
import dev.slipway.route.RoutePlan;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Plans that nginx cannot carry out, and why. */
final class Refusals {

    /** As the configuration lets pass: the value becomes a file name. */
    private static final Pattern PIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,199}");

    private static final Pattern SINGLE = Pattern.compile("[0-9.]+(/32)?");

    private Refusals() {}

    static Optional<String> why(RoutePlan plan) {
        return Stream.of(Unable.why("nginx", plan), maintenance(plan.mode()), pins(plan), names(plan))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> maintenance(Mode mode) {
        if (!(mode instanceof Mode.Maintenance closed)) {
            return Optional.empty();
        }
        return closed.bypass().stream()
                .map(Network::toString)
                .filter(network -> !SINGLE.matcher(network).matches())
                .findFirst()
                .map(network -> "nginx lets single IPv4 addresses through in maintenance, not " + network
                        + "; the embedded proxy and HAProxy let networks through.");
    }

    private static Optional<String> pins(RoutePlan plan) {
        for (Pin pin : plan.pins()) {
            boolean header = pin.kind() == Pin.Kind.HEADER;
            if (!pin.name().equals(header ? PlanFolder.PIN_HEADER : PlanFolder.PIN_COOKIE)) {
                return Optional.of("nginx is configured for pins by the header " + PlanFolder.PIN_HEADER
                        + " and the cookie " + PlanFolder.PIN_COOKIE + ", not by the "
                        + (header ? "header " : "cookie ")
                        + pin.name() + "; the embedded proxy takes any name.");
            }
            if (!PIN.matcher(pin.value()).matches()) {
                return Optional.of("nginx takes pins of letters, digits, _ and -, at most 200, the first a letter or"
                        + " digit; HAProxy and the embedded proxy take others.");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> names(RoutePlan plan) {
        return plan.shares().stream()
                .flatMap(share -> share.endpoints().stream())
                .filter(endpoint -> Sockets.address(endpoint).isEmpty())
                .findFirst()
                .map(endpoint -> "nginx is given addresses, not names such as " + endpoint.host()
                        + ": write the address of that machine.");
    }
}
