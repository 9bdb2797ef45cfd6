package dev.slipway.actions.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hands.FakeSite;
import dev.slipway.run.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckTcpTest {
    private final CheckTcp action = new CheckTcp();

    @Test
    void a_port_that_accepts_is_well() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(action.perform(endpoint(server.getLocalPort(), Optional.empty()), new FakeSite()))
                    .isEqualTo(new Outcome.Succeeded("127.0.0.1:" + server.getLocalPort() + " accepts", Map.of()));
        }
    }

    @Test
    void a_dead_port_fails() throws Exception {
        int port = deadPort();

        assertThat(action.perform(endpoint(port, Optional.empty()), new FakeSite()))
                .isEqualTo(new Outcome.Failed("nothing listens at 127.0.0.1:" + port));
    }

    @Test
    void a_dead_port_is_tried_until_the_time_is_over() throws Exception {
        int port = deadPort();

        assertThat(action.perform(endpoint(port, Optional.of(Duration.ofSeconds(3))), new FakeSite()))
                .isEqualTo(new Outcome.Failed("nothing listens at 127.0.0.1:" + port + " (last of 4 tries in 3.0 s)"));
    }

    @Test
    void a_full_queue_is_no_answer() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CheckTcp.Endpoint hanging = new CheckTcp.Endpoint(
                    "127.0.0.1",
                    server.getLocalPort(),
                    Duration.ofMillis(100),
                    Optional.empty(),
                    Duration.ofSeconds(1));
            Outcome outcome = Outcome.Succeeded.plainly();
            for (int i = 0; i < 20 && outcome instanceof Outcome.Succeeded; i++) {
                outcome = hold(server.getLocalPort()) ? action.perform(hanging, new FakeSite()) : outcome;
            }
            assertThat(outcome)
                    .isEqualTo(
                            new Outcome.Failed("no answer from 127.0.0.1:" + server.getLocalPort() + " within 100 ms"));
        }
    }

    @Test
    void a_name_that_nobody_knows_is_said() throws InterruptedException {
        CheckTcp.Endpoint unknown = new CheckTcp.Endpoint(
                "no-such-host.invalid", 80, Duration.ofSeconds(1), Optional.empty(), Duration.ofSeconds(1));

        assertThat(action.perform(unknown, new FakeSite()))
                .isEqualTo(new Outcome.Failed("the name no-such-host.invalid is not known"));
    }

    @Test
    void a_port_is_a_port() {
        assertThatThrownBy(() -> endpoint(70_000, Optional.empty())).hasMessage("'port' is a number from 1 to 65535");
    }

    private static boolean hold(int port) {
        try {
            java.nio.channels.SocketChannel channel = java.nio.channels.SocketChannel.open();
            channel.configureBlocking(false);
            channel.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static int deadPort() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return server.getLocalPort();
        }
    }

    private static CheckTcp.Endpoint endpoint(int port, Optional<Duration> within) {
        return new CheckTcp.Endpoint("127.0.0.1", port, Duration.ofSeconds(5), within, Duration.ofSeconds(1));
    }
}
