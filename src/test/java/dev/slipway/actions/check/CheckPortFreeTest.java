package dev.slipway.actions.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hands.FakePlace;
import dev.slipway.hands.FakeSite;
import dev.slipway.hands.Place;
import dev.slipway.places.local.LocalPlace;
import dev.slipway.run.Outcome;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckPortFreeTest {
    private static final String HEAD =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";
    private final CheckPortFree action = new CheckPortFree();

    @TempDir
    Path folder;

    @Test
    void a_port_that_somebody_has_is_named_with_its_holder() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = server.getLocalPort();

            assertThat(action.perform(ports(port), here()))
                    .isEqualTo(new Outcome.Failed("port " + port + " is taken by java (process "
                            + ProcessHandle.current().pid() + ")"));
        }
    }

    @Test
    void a_port_that_nobody_has_is_free() throws Exception {
        int port = CheckTcpTest.deadPort();

        assertThat(action.perform(ports(port), here())).isEqualTo(new Outcome.Succeeded(port + " is free", Map.of()));
    }

    @Test
    void only_who_listens_at_the_address_is_in_the_way() throws Exception {
        FakePlace place = FakePlace.answering((command, _) -> new Place.Ran.Ended(
                0, command.words().getFirst().equals("cat") ? HEAD + listening("0100007F", 8080) : "", ""));

        assertThat(action.perform(at("192.0.2.7", 8080), new FakeSite(place)))
                .isEqualTo(new Outcome.Succeeded("8080 is free", Map.of()));
        assertThat(action.perform(at("127.0.0.1", 8080), new FakeSite(place)))
                .isEqualTo(new Outcome.Failed("port 8080 is taken"));
        assertThat(action.perform(at("0.0.0.0", 8080), new FakeSite(place)))
                .isEqualTo(new Outcome.Failed("port 8080 is taken"));
    }

    @Test
    void a_socket_of_both_families_is_in_the_way_of_either() throws Exception {
        FakePlace place = FakePlace.answering((command, _) -> new Place.Ran.Ended(
                0,
                command.words().getFirst().equals("cat")
                        ? HEAD + listening("00000000000000000000000000000000", 443)
                        : "",
                ""));

        assertThat(action.perform(at("127.0.0.1", 443), new FakeSite(place)))
                .isEqualTo(new Outcome.Failed("port 443 is taken"));
    }

    @Test
    void a_port_is_waited_for_while_its_holder_leaves() throws Exception {
        FakePlace place = FakePlace.answering((command, elapsed) -> new Place.Ran.Ended(
                0,
                command.words().getFirst().equals("cat")
                        ? HEAD + (elapsed.compareTo(Duration.ofSeconds(3)) < 0 ? listening("00000000", 80) : "")
                        : "",
                ""));

        assertThat(action.perform(
                        new CheckPortFree.Ports(
                                List.of(80),
                                Optional.empty(),
                                Optional.of(Duration.ofSeconds(9)),
                                Duration.ofSeconds(1)),
                        new FakeSite(place)))
                .isEqualTo(new Outcome.Succeeded("80 is free after 3.0 s", Map.of()));
    }

    @Test
    void where_the_kernel_says_nothing_no_port_is_called_free() throws Exception {
        FakePlace place = FakePlace.always(new Place.Ran.Ended(1, "", "cat: /proc/net/tcp: No such file\n"));

        assertThat(action.perform(ports(80), new FakeSite(place)))
                .isEqualTo(new Outcome.Failed("what listens at here cannot be told: /proc/net/tcp is not there"));
    }

    @Test
    void a_port_is_a_port_and_an_address_no_name() {
        assertThatThrownBy(() -> ports(0)).hasMessage("'port' is a number from 1 to 65535, or a list of such");
        assertThatThrownBy(() -> at("localhost", 80))
                .hasMessage("'address' is an address such as 127.0.0.1 or ::1, not a name");
    }

    private FakeSite here() {
        return new FakeSite(new LocalPlace(folder, folder));
    }

    private static String listening(String address, int port) {
        return String.format(
                "   0: %s:%04X 00000000:0000 0A 00000000:00000000 00:00000000 00000000  0 0 4711 1 0%n", address, port);
    }

    private static CheckPortFree.Ports ports(int port) {
        return new CheckPortFree.Ports(List.of(port), Optional.empty(), Optional.empty(), Duration.ofSeconds(1));
    }

    private static CheckPortFree.Ports at(String address, int port) {
        return new CheckPortFree.Ports(List.of(port), Optional.of(address), Optional.empty(), Duration.ofSeconds(1));
    }
}
