package dev.slipway.traffic.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hands.Traffic.Live;
import dev.slipway.proxy.Listen;
import dev.slipway.proxy.Proxy;
import dev.slipway.proxy.Settings;
import dev.slipway.route.Endpoint;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.route.Sticky;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a front's declaration makes of every plan. */
@Tag("real")
class StickyFrontTest {
    @TempDir
    private Path folder;

    private Proxy proxy;

    @BeforeEach
    void start() {
        proxy = Proxy.start(new Settings(
                new Listen("127.0.0.1", 0),
                folder.resolve("ctl"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Settings.Start.ALONE));
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    /** The cookie and its key after a plan was applied over a front that is declared so. */
    private Optional<List<String>> after(EmbeddedTraffic driver) {
        Live live = driver.read();
        RoutePlan plan = live.plan().shares().isEmpty()
                ? RoutePlan.only(new PoolId("v1"), List.of(Endpoint.local(3001)))
                : live.plan();
        driver.apply(plan, live.generation());
        return driver.read().plan().sticky().map(StickyFrontTest::said);
    }

    private EmbeddedTraffic sticky(String cookie) {
        return EmbeddedTraffic.sticky(folder.resolve("ctl"), cookie);
    }

    private static List<String> said(Sticky sticky) {
        return List.of(sticky.cookie(), sticky.key().reveal());
    }

    @Test
    void a_key_is_made_once_and_stays_while_the_cookie_is_called_so() {
        List<String> first = after(sticky("version")).orElseThrow();
        assertThat(first.getFirst()).isEqualTo("version");
        assertThat(first.getLast()).hasSize(64);
        assertThat(after(sticky("version"))).contains(first);

        List<String> other = after(sticky("release")).orElseThrow();
        assertThat(other.getFirst()).isEqualTo("release");
        assertThat(other.getLast()).isNotEqualTo(first.getLast());

        assertThat(after(EmbeddedTraffic.loose(folder.resolve("ctl")))).isEmpty();
        assertThat(after(sticky("version")).orElseThrow().getLast()).isNotEqualTo(first.getLast());
    }
}
