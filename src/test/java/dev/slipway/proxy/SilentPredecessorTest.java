package dev.slipway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hands.Traffic.Live;
import dev.slipway.hands.TrafficFailure;
import dev.slipway.operations.RouteJson;
import dev.slipway.route.RoutePlan;
import dev.slipway.traffic.embedded.EmbeddedTraffic;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A predecessor that was stopped in the middle of leaving: it takes what it is asked, and never answers. */
@Tag("real")
class SilentPredecessorTest {
    private static final Duration SOON = Duration.ofSeconds(3);

    @TempDir
    private Path folder;

    private ServerSocketChannel server;
    private final List<SocketChannel> conversations = new ArrayList<>();
    private final CountDownLatch counted = new CountDownLatch(1);

    @BeforeEach
    void listen() throws Exception {
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(folder.resolve("ctl")), 2);
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        for (SocketChannel each : conversations) {
            each.close();
        }
    }

    /** Hands over and says that it leaves. */
    private void handOver() throws Exception {
        SocketChannel wire = asking();
        conversations.add(server.accept());
        boolean asked = true;
        for (String answer : List.of(
                "{\"generation\":0,\"plan\":" + RouteJson.write(RoutePlan.EMPTY).json() + "}",
                "{\"is\":\"leaving\"}")) {
            if (!asked) {
                read(wire);
            }
            asked = false;
            wire.write(ByteBuffer.wrap((answer + "\n").getBytes(StandardCharsets.UTF_8)));
        }
        read(wire);
        counted.countDown();
    }

    /** Whoever only looks whether somebody is there asks nothing. */
    private SocketChannel asking() throws Exception {
        while (true) {
            SocketChannel wire = server.accept();
            conversations.add(wire);
            if (read(wire)) {
                return wire;
            }
        }
    }

    /** False at its end. */
    private static boolean read(SocketChannel wire) throws Exception {
        ByteBuffer line = ByteBuffer.allocate(1);
        do {
            line.clear();
            if (wire.read(line) < 0) {
                return false;
            }
        } while (line.get(0) != '\n');
        return true;
    }

    private Rig successor() {
        FutureTask<Void> predecessor = new FutureTask<>(() -> {
            handOver();
            return null;
        });
        Thread.ofPlatform().daemon().start(predecessor);
        return Rig.start(
                Rig.settings(folder, java.util.Optional.empty()).taking(Settings.Start.TAKE_OVER), Limits.USUAL);
    }

    @Test
    void visitors_are_served_meanwhile_and_whoever_steers_waits_no_longer_than_for_a_while() throws Exception {
        try (Recorder version = Recorder.start();
                Rig rig = successor()) {
            List<Raw> pages = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                pages.add(Raw.to(rig.proxy().metricsPort()).send("GET /metrics HTTP/1.1\r\nHost: shop\r\n\r\n"));
            }
            counted.await();

            assertThat(inTime(() -> rig.driver().read())).isEqualTo(new Live(RoutePlan.EMPTY, 0));
            for (int i = 0; i < 4; i++) {
                assertThat(inTime(() -> rig.get("/")).status()).isEqualTo(503);
            }

            for (Raw page : pages) {
                assertThat(page.answer().body()).contains("slipway_proxy_generation 0");
                page.close();
            }
            rig.serving(version.endpoint());
            assertThat(rig.get("/").status()).isEqualTo(200);
            assertThat(rig.counts().answered().ok()).isEqualTo(1);
        }
    }

    private static <T> T inTime(java.util.concurrent.Callable<T> question) throws Exception {
        FutureTask<T> asked = new FutureTask<>(question);
        Thread.ofPlatform().daemon().start(asked);
        return asked.get(SOON.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Test
    void one_that_does_not_hand_over_is_not_waited_for() {
        assertNotWaitedFor();
    }

    private void assertNotWaitedFor() {
        Settings settings = Rig.settings(folder, java.util.Optional.empty()).taking(Settings.Start.TAKE_OVER);
        assertThatThrownBy(() -> Proxy.start(settings))
                .isInstanceOf(ProxyFailure.class)
                .hasMessage("the proxy behind " + settings.control()
                        + " does not answer: end its process, and start again");
    }

    @Test
    void a_release_that_asks_it_is_told() {
        EmbeddedTraffic driver = new EmbeddedTraffic(folder.resolve("ctl"));
        assertThatThrownBy(driver::read)
                .isInstanceOf(TrafficFailure.class)
                .hasMessage("the proxy behind " + folder.resolve("ctl") + " did not answer within 15 s:"
                        + " look whether its process was stopped, or the machine is overloaded");
    }

    @Test
    void so_is_one_that_finds_others_waiting_already() throws Exception {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("ctl"));
        boolean full = false;
        while (!full) {
            SocketChannel waiting = SocketChannel.open(StandardProtocolFamily.UNIX);
            conversations.add(waiting);
            waiting.configureBlocking(false);
            try {
                waiting.connect(address);
            } catch (java.net.SocketException _) {
                full = true;
            }
        }
        assertNotWaitedFor();
    }
}
