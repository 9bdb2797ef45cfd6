package dev.slipway.traffic.haproxy;

import dev.slipway.hands.Unable;
import dev.slipway.route.Mode;
import dev.slipway.route.RoutePlan;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/** Plans that HAProxy cannot carry out, and why. */
final class Refusals {

    /** Twice in the map, encoded, in one question each. */
    private static final int LONGEST_PAGE = 8_000;

    private Refusals() {}

    static Optional<String> why(RoutePlan plan) {
        return Stream.of(Unable.why("HAProxy", plan), maintenance(plan.mode()))
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
}
