package dev.slipway.traffic.nginx;

import dev.slipway.hands.Unable;
import dev.slipway.route.Mode;
import dev.slipway.route.Network;
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
        return Stream.of(Unable.why("nginx", plan), maintenance(plan.mode()), pins(plan))
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
        return plan.pins().stream()
                .filter(pin -> !PIN.matcher(pin.value()).matches())
                .findFirst()
                .map(_ -> "nginx takes pins of letters, digits, _ and -, at most 200, the first a letter or digit;"
                        + " HAProxy and the embedded proxy take others.");
    }
}
