package dev.slipway.hands;

import dev.slipway.route.Mode;
import dev.slipway.route.RoutePlan;
import java.util.Optional;
import java.util.stream.Stream;

/** What proxies that were not made for releases cannot do of a plan, in one sentence each. */
public final class Unable {
    private static final int CLOSED = 503;

    private Unable() {}

    /** @param proxy its name, as people write it */
    public static Optional<String> why(String proxy, RoutePlan plan) {
        return Stream.of(sticky(proxy, plan), mode(proxy, plan.mode()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> sticky(String proxy, RoutePlan plan) {
        return plan.sticky()
                .map(_ -> proxy + " cannot keep visitors with a version by a signed cookie; the embedded proxy can.");
    }

    private static Optional<String> mode(String proxy, Mode mode) {
        return switch (mode) {
            case Mode.Hold _ ->
                Optional.of(proxy + " cannot hold requests while a version restarts in place; the embedded proxy can.");
            case Mode.Maintenance closed
            when closed.status() != CLOSED ->
                Optional.of(proxy + " answers maintenance with " + CLOSED + ", not with " + closed.status()
                        + "; the embedded proxy answers with any status.");
            case Mode.Serve _, Mode.Maintenance _ -> Optional.empty();
        };
    }
}
