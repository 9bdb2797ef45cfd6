package dev.slipway.traffic.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hands.Traffic.Applying;
import dev.slipway.hands.Traffic.Live;
import dev.slipway.hands.TrafficFailure;
import dev.slipway.route.Mode;
import dev.slipway.route.Network;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.traffic.Backend;
import dev.slipway.traffic.Load.Answer;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slipway is killed after each question that a change asks of HAProxy: what is live then is the plan of before or the new one. */
@Tag("real")
class CutShortTest {
    private static final Network HERE = Network.of("127.0.0.1");
    private static final Network ELSEWHERE = Network.of("10.0.0.0/8");

    @TempDir
    private Path folder;

    private HaproxyFront front;
    private Backend backend;
    private RoutePlan serving;
    private Live live;

    @BeforeEach
    void start() throws Exception {
        front = HaproxyFront.start(folder);
        backend = Backend.start("v1");
        serving = RoutePlan.only(new PoolId("v1"), List.of(backend.endpoint()));
        live = new Live(RoutePlan.EMPTY, 0);
    }

    @AfterEach
    void stop() throws Exception {
        front.close();
        backend.close();
    }

    private static Mode letting(Network... through) {
        return new Mode.Maintenance(503, "shut", Duration.ofSeconds(5), List.of(through));
    }

    private void put(RoutePlan plan) throws InterruptedException {
        live = ((Applying.Applied)
                        front.driver().apply(plan, front.driver().read().generation()))
                .live();
    }

    /** How many questions it was let ask. */
    private int cutShort(RoutePlan from, RoutePlan to) throws Exception {
        for (int questions = 0; ; questions++) {
            put(from);
            if (isWhole(to, questions)) {
                assertThat(front.driver().read()).isEqualTo(new Live(to, live.generation() + 1));
                return questions;
            }
            Live now = front.driver().read();
            assertThat(now.generation() - live.generation())
                    .as("after " + questions)
                    .isBetween(0L, 1L);
            RoutePlan plan = now.generation() == live.generation() ? from : to;
            assertThat(now.plan().shares()).isEqualTo(plan.shares());
            assertThat(now.plan().mode().getClass()).isEqualTo(plan.mode().getClass());
            // This machine is served by either.
            assertThat(Answer.to(front.port(), "GET", "/").body())
                    .as("after " + questions)
                    .isEqualTo("v1");
        }
    }

    private boolean isWhole(RoutePlan to, int questions) throws Exception {
        Path socket = folder.resolve("cut.sock");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            AtomicInteger left = new AtomicInteger(questions);
            Thread.ofPlatform().daemon().start(() -> relay(server, left));
            new HaproxyTraffic(socket, "shop").apply(to, live.generation());
            return true;
        } catch (TrafficFailure _) {
            return false;
        } finally {
            java.nio.file.Files.deleteIfExists(socket);
        }
    }

    private void relay(ServerSocketChannel server, AtomicInteger left) {
        while (server.isOpen()) {
            try (SocketChannel asking = server.accept()) {
                if (left.getAndDecrement() > 0) {
                    try (SocketChannel haproxy = SocketChannel.open(UnixDomainSocketAddress.of(front.socket()))) {
                        Thread.ofPlatform().daemon().start(() -> pump(asking, haproxy));
                        pump(haproxy, asking);
                    }
                }
            } catch (IOException _) {
                // The test is over.
            }
        }
    }

    private static void pump(SocketChannel from, SocketChannel to) {
        ByteBuffer bytes = ByteBuffer.allocate(64 << 10);
        try {
            while (from.read(bytes.clear()) >= 0) {
                bytes.flip();
                while (bytes.hasRemaining()) {
                    to.write(bytes);
                }
            }
        } catch (IOException _) {
            // One of the two has closed.
        }
    }

    @Test
    void closing_opening_and_letting_others_through() throws Exception {
        RoutePlan shut = serving.in(letting(HERE));
        assertThat(cutShort(serving, shut)).isGreaterThan(10);
        assertThat(cutShort(shut, serving)).isGreaterThan(10);
        assertThat(cutShort(shut, serving.in(letting(ELSEWHERE, HERE)))).isGreaterThan(10);
        assertThat(cutShort(serving.in(letting(ELSEWHERE, HERE)), shut)).isGreaterThan(10);
    }
}
