package dev.slipway.hands;

import dev.slipway.route.Mode;
import dev.slipway.route.Pin;
import dev.slipway.route.RoutePlan;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What proxies that were not made for releases cannot do of a plan, in one sentence each. */
public final class Unable {
    private static final int CLOSED = 503;

    private Unable() {}

    /** @param proxy its name, as people write it */
    public static Optional<String> why(String proxy, RoutePlan plan) {
        return Stream.of(sticky(proxy, plan), mode(proxy, plan.mode()), pins(proxy, plan), names(proxy, plan))
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

    private static Optional<String> pins(String proxy, RoutePlan plan) {
        return plan.pins().stream()
                .filter(pin -> !pin.name().equals(pin.kind().usualName()))
                .findFirst()
                .map(pin -> proxy + " is configured for pins by the header " + Pin.Kind.HEADER.usualName()
                        + " and the cookie " + Pin.Kind.COOKIE.usualName() + ", not by the "
                        + pin.kind().name().toLowerCase(Locale.ROOT) + " " + pin.name()
                        + "; the embedded proxy takes any name.");
    }

    private static Optional<String> names(String proxy, RoutePlan plan) {
        return plan.shares().stream()
                .flatMap(share -> share.endpoints().stream())
                .filter(endpoint -> !endpoint.isAddress())
                .findFirst()
                .map(endpoint -> proxy + " is given addresses, not names such as " + endpoint.host()
                        + ": write the address of that machine.");
    }
}
