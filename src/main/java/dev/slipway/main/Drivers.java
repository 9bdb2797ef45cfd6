package dev.slipway.main;

import dev.slipway.hands.Fronts;
import dev.slipway.hands.Traffic;
import dev.slipway.hands.TrafficFailure;
import dev.slipway.plan.Plan;
import dev.slipway.route.Endpoint;
import dev.slipway.traffic.embedded.EmbeddedTraffic;
import dev.slipway.traffic.haproxy.HaproxyTraffic;
import dev.slipway.traffic.nginx.NginxTraffic;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** A driver for each kind of proxy. Paths of a front are taken from the root of the runbook's repository. */
final class Drivers implements Fronts {
    private static final Map<String, BiFunction<Plan.Front, Path, Traffic>> BY_KIND = Map.of(
            "embedded", Drivers::embedded,
            "haproxy", Drivers::haproxy,
            "nginx", Drivers::nginx);

    private final Path root;

    Drivers(Path root) {
        this.root = root;
    }

    @Override
    public Traffic traffic(Plan.Front front) {
        return Optional.ofNullable(BY_KIND.get(front.driver()))
                .orElseThrow(() -> new TrafficFailure("this build has no driver for " + front.driver()))
                .apply(front, root);
    }

    private static Traffic embedded(Plan.Front front, Path root) {
        Path control = root.resolve(needed(front, "embedded"));
        return front.setting("sticky")
                .map(cookie -> EmbeddedTraffic.sticky(control, cookie))
                .orElseGet(() -> EmbeddedTraffic.loose(control));
    }

    private static Traffic haproxy(Plan.Front front, Path root) {
        return new HaproxyTraffic(root.resolve(needed(front, "haproxy")), needed(front, "backend"));
    }

    private static Traffic nginx(Plan.Front front, Path root) {
        return new NginxTraffic(
                root.resolve(needed(front, "nginx")),
                front.setting("at").map(Drivers::endpoint).orElse(NginxTraffic.USUAL));
    }

    private static String needed(Plan.Front front, String key) {
        return front.setting(key).orElseThrow();
    }

    private static Endpoint endpoint(String written) {
        int colon = written.lastIndexOf(':');
        try {
            return new Endpoint(
                    written.substring(0, Math.max(0, colon)), Integer.parseInt(written.substring(colon + 1)));
        } catch (IllegalArgumentException _) {
            throw new TrafficFailure("'" + written + "' does not say where nginx is asked: write at: 127.0.0.1:7780");
        }
    }
}
