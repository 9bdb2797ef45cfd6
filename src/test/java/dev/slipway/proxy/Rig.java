package dev.slipway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hands.Traffic.Applying;
import dev.slipway.hands.Traffic.Live;
import dev.slipway.route.Counts;
import dev.slipway.route.Endpoint;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.traffic.Servers;
import dev.slipway.traffic.embedded.EmbeddedTraffic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A proxy within this process, on a free port, steered by its socket. */
final class Rig implements AutoCloseable {
    static final PoolId BLUE = new PoolId("blue");
    static final PoolId GREEN = new PoolId("green");

    private final Proxy proxy;
    private final EmbeddedTraffic driver;

    private Rig(Proxy proxy, EmbeddedTraffic driver) {
        this.proxy = proxy;
        this.driver = driver;
    }

    static Rig start(Path folder) {
        return start(folder, Limits.USUAL);
    }

    static Rig start(Path folder, Limits limits) {
        return start(settings(folder, Optional.empty()), limits);
    }

    static Rig start(Settings settings, Limits limits) {
        return new Rig(Proxy.start(settings, limits), new EmbeddedTraffic(settings.control()));
    }

    static Settings settings(Path folder, Optional<Settings.Tls> tls) {
        Listen free = new Listen("127.0.0.1", 0);
        return new Settings(
                free,
                folder.resolve("ctl"),
                Optional.of(folder.resolve("state")),
                tls,
                Optional.of(free),
                Settings.Start.ALONE);
    }

    Proxy proxy() {
        return proxy;
    }

    int port() {
        return proxy.port();
    }

    EmbeddedTraffic driver() {
        return driver;
    }

    /** Everything to these. */
    Rig serving(Endpoint... endpoints) {
        return putting(RoutePlan.only(BLUE, List.of(endpoints)));
    }

    Rig putting(RoutePlan plan) {
        Live live = driver.read();
        assertThat(driver.apply(plan, live.generation())).isInstanceOf(Applying.Applied.class);
        return this;
    }

    Counts counts() {
        return driver.observe(BLUE).orElseThrow();
    }

    Raw client() throws IOException {
        return Raw.to(port());
    }

    /** On a connection of its own. */
    Raw.Said get(String path, String... headers) throws IOException {
        try (Raw client = client()) {
            return client.ask("GET " + path + " HTTP/1.1\r\nHost: shop\r\n"
                    + String.join(
                            "", List.of(headers).stream().map(h -> h + "\r\n").toList()) + "\r\n");
        }
    }

    /**
     * Returns when all that was sent before has been read. Newcomers are given to the event loops in turn, in the order in which
     * they came; a probe is answered by way of a version, which takes its loop one round more than whatever lay there already.
     */
    void settle() throws IOException {
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            try (Raw client = client()) {
                // A POST gets a connection of its own, so that those that rest stay as they are.
                assertThat(client.ask("POST /probe HTTP/1.1\r\nHost: shop\r\nContent-Length: 0\r\n\r\n")
                                .body())
                        .isEqualTo("ok");
            }
        }
    }

    /** Until nothing is with the version any more. */
    void untilQuiet() throws Exception {
        Servers.until(() -> counts().inFlight() == 0 && counts().streams() == 0);
    }

    @Override
    public void close() {
        proxy.close();
    }
}
