package dev.slipway.operations;

import dev.slipway.base.Data;
import dev.slipway.base.Secret;
import dev.slipway.route.Endpoint;
import dev.slipway.route.Mode;
import dev.slipway.route.Network;
import dev.slipway.route.Pin;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.route.Share;
import dev.slipway.route.Sticky;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Route plans as data and back. With the key of a sticky cookie and the values of pins: for the state file and the control
 * socket, which nobody else can read, and for nothing that people are shown. Reading throws
 * {@link IllegalArgumentException} with one sentence.
 */
public final class RouteJson {
    private RouteJson() {}

    public static Data.Mapping write(RoutePlan plan) {
        Map<String, Data> entries = new LinkedHashMap<>();
        entries.put("shares", list(plan.shares().stream().map(RouteJson::share).toList()));
        entries.put("mode", mode(plan.mode()));
        entries.put("pins", list(plan.pins().stream().map(RouteJson::pin).toList()));
        plan.sticky()
                .ifPresent(sticky -> entries.put(
                        "sticky",
                        mapping(
                                "cookie", Data.of(sticky.cookie()),
                                "name", Data.of(sticky.key().name()),
                                "key", Data.of(sticky.key().reveal()))));
        return new Data.Mapping(entries);
    }

    private static Data share(Share share) {
        List<Data> endpoints = share.endpoints().stream()
                .map(endpoint -> (Data) mapping("host", Data.of(endpoint.host()), "port", Data.of(endpoint.port())))
                .toList();
        return mapping(
                "pool", Data.of(share.pool().value()),
                "endpoints", list(endpoints),
                "permille", Data.of(share.permille()));
    }

    private static Data mode(Mode mode) {
        return switch (mode) {
            case Mode.Serve _ -> mapping("is", Data.of("serve"));
            case Mode.Hold hold ->
                mapping(
                        "is", Data.of("hold"),
                        "at-most-ms", Data.of(hold.atMost().toMillis()),
                        "queued", Data.of(hold.queued()));
            case Mode.Maintenance maintenance ->
                mapping(
                        "is",
                        Data.of("maintenance"),
                        "status",
                        Data.of(maintenance.status()),
                        "page",
                        Data.of(maintenance.page()),
                        "retry-after-ms",
                        Data.of(maintenance.retryAfter().toMillis()),
                        "bypass",
                        list(maintenance.bypass().stream()
                                .map(network -> Data.of(network.toString()))
                                .toList()));
        };
    }

    private static Data pin(Pin pin) {
        return mapping(
                "kind", Data.of(pin.kind().name().toLowerCase(Locale.ROOT)),
                "name", Data.of(pin.name()),
                "value", Data.of(pin.value()),
                "pool", Data.of(pin.pool().value()));
    }

    public static RoutePlan read(Data data) {
        DataReader plan = DataReader.of("the route plan", data);
        Optional<Sticky> sticky = plan.has("sticky") ? Optional.of(sticky(plan.inner("sticky"))) : Optional.empty();
        return new RoutePlan(
                plan.items("shares").stream().map(RouteJson::readShare).toList(),
                readMode(plan.inner("mode")),
                plan.items("pins").stream().map(RouteJson::readPin).toList(),
                sticky);
    }

    private static Share readShare(Data data) {
        DataReader share = DataReader.of("a share", data);
        List<Endpoint> endpoints = share.items("endpoints").stream()
                .map(each -> DataReader.of("an endpoint", each))
                .map(each -> new Endpoint(each.text("host"), each.integer("port")))
                .toList();
        return new Share(new PoolId(share.text("pool")), endpoints, share.integer("permille"));
    }

    private static Mode readMode(DataReader mode) {
        return switch (mode.text("is")) {
            case "serve" -> new Mode.Serve();
            case "hold" -> new Mode.Hold(Duration.ofMillis(mode.number("at-most-ms")), mode.integer("queued"));
            case "maintenance" ->
                new Mode.Maintenance(
                        mode.integer("status"),
                        mode.text("page"),
                        Duration.ofMillis(mode.number("retry-after-ms")),
                        mode.items("bypass").stream()
                                .map(each -> Network.of(each.plain()))
                                .toList());
            default -> throw new IllegalArgumentException("no mode is called '" + mode.text("is") + "'");
        };
    }

    private static Pin readPin(Data data) {
        DataReader pin = DataReader.of("a pin", data);
        Pin.Kind kind = switch (pin.text("kind")) {
            case "header" -> Pin.Kind.HEADER;
            case "cookie" -> Pin.Kind.COOKIE;
            default -> throw new IllegalArgumentException("a pin is a header or a cookie, not a " + pin.text("kind"));
        };
        return new Pin(kind, pin.text("name"), pin.text("value"), new PoolId(pin.text("pool")));
    }

    private static Sticky sticky(DataReader sticky) {
        return new Sticky(sticky.text("cookie"), new Secret(sticky.text("name"), sticky.text("key")));
    }

    private static Data list(List<? extends Data> items) {
        return new Data.Listing(List.copyOf(items));
    }

    static Data.Mapping mapping(Object... namesAndData) {
        Map<String, Data> entries = new LinkedHashMap<>();
        for (int i = 0; i < namesAndData.length; i += 2) {
            entries.put((String) namesAndData[i], (Data) namesAndData[i + 1]);
        }
        return new Data.Mapping(entries);
    }
}
