package dev.slipway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.hands.TrafficFailure;
import dev.slipway.operations.RouteJson;
import dev.slipway.route.Endpoint;
import dev.slipway.route.RoutePlan;
import dev.slipway.traffic.Servers;
import dev.slipway.traffic.embedded.EmbeddedTraffic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("real")
class ControlTest {
    @TempDir
    private Path folder;

    private Path socket() {
        return folder.resolve("ctl");
    }

    @Test
    void only_its_owner_may_open_the_socket() throws Exception {
        try (Rig _ = Rig.start(folder)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())))
                    .isEqualTo("rw-------");
            try (var all = Files.list(folder)) {
                assertThat(all.map(path -> path.getFileName().toString())).containsExactly("ctl");
            }
        }
        assertThat(socket()).doesNotExist();
    }

    @Test
    void where_no_proxy_runs_it_is_said_how_to_start_one() throws Exception {
        EmbeddedTraffic driver = new EmbeddedTraffic(socket());
        assertThatThrownBy(driver::read)
                .isInstanceOf(TrafficFailure.class)
                .hasMessage("no proxy runs behind " + socket()
                        + ", which does not exist; start it: slipway proxy run --control " + socket()
                        + " --listen HOST:PORT");
        try (var server = java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
            server.bind(java.net.UnixDomainSocketAddress.of(socket()));
        }
        assertThatThrownBy(driver::read)
                .isInstanceOf(TrafficFailure.class)
                .hasMessage("no proxy answers behind " + socket()
                        + ", it has ended; start it: slipway proxy run --control " + socket() + " --listen HOST:PORT");
        // What a killed one left behind is in nobody's way.
        try (Rig rig = Rig.start(folder)) {
            assertThat(rig.driver().read().generation()).isZero();
        }
    }

    @Test
    void the_socket_of_another_user_is_not_used() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can give a file away");
        try (Rig rig = Rig.start(folder)) {
            Files.setOwner(
                    socket(),
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
            assertThatThrownBy(rig.driver()::read)
                    .isInstanceOf(TrafficFailure.class)
                    .hasMessage("the control socket " + socket()
                            + " belongs to 'nobody', not to 'root': do this as 'nobody'");
        }
    }

    @Test
    void a_user_without_a_name_is_known_by_his_number() throws Exception {
        String name = System.getProperty("user.name");
        try (Rig rig = Rig.start(folder)) {
            // What Java says of one.
            System.setProperty("user.name", "?");
            assertThat(rig.driver().read().generation()).isZero();
        } finally {
            System.setProperty("user.name", name);
        }
    }

    @Test
    void a_second_proxy_is_not_started_where_one_runs() throws Exception {
        try (Rig rig = Rig.start(folder)) {
            assertThatThrownBy(() -> Rig.start(folder))
                    .isInstanceOf(ProxyFailure.class)
                    .hasMessage("a proxy runs already behind " + socket()
                            + ": end it (slipway proxy stop) or take over (--take-over)");
            assertThat(rig.driver().read().generation()).isZero();
        }
    }

    @Test
    void what_is_not_a_socket_stays_as_it_is() throws Exception {
        Files.writeString(socket(), "precious");
        assertRefused(socket() + " is no socket: give --control another path, or move away what is there");
        assertThat(socket()).hasContent("precious");

        Path elsewhere = Files.move(socket(), folder.resolve("elsewhere"));
        Files.createSymbolicLink(socket(), elsewhere);
        assertRefused(socket() + " is no socket: give --control another path, or move away what is there");
        assertThat(elsewhere).hasContent("precious");
    }

    private void assertRefused(String sentence) {
        for (Settings.Start start : Settings.Start.values()) {
            Settings settings = on(new Listen("127.0.0.1", 0)).taking(start);
            assertThatThrownBy(() -> Proxy.start(settings))
                    .isInstanceOf(ProxyFailure.class)
                    .hasMessage(sentence);
        }
    }

    @Test
    void a_socket_that_may_not_be_asked_is_not_replaced() throws Exception {
        assumeFalse(System.getProperty("user.name").equals("root"), "root may ask everybody");
        try (Rig rig = Rig.start(folder)) {
            Files.setPosixFilePermissions(socket(), PosixFilePermissions.fromString("---------"));
            assertRefused(
                    "the control socket " + socket() + " is there already and cannot be asked (Permission denied):"
                            + " give --control another path, or end whoever made it");
            Files.setPosixFilePermissions(socket(), PosixFilePermissions.fromString("rw-------"));
            assertThat(rig.driver().read().generation()).isZero();
        }
    }

    @Test
    void a_successor_that_dies_when_its_socket_is_in_place_leaves_a_proxy_that_can_be_steered() throws Exception {
        try (Recorder version = Recorder.start();
                Rig rig = Rig.start(folder).serving(version.endpoint())) {
            for (int i = 2; i < 4; i++) {
                diesTakingOver();

                Servers.until(() -> answers(rig));
                rig.serving(version.endpoint());
                assertThat(rig.driver().read().generation()).isEqualTo(i);
                assertThat(rig.get("/a").status()).isEqualTo(200);
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())))
                    .isEqualTo("rw-------");
        }
        assertThat(socket()).doesNotExist();
    }

    private static boolean answers(Rig rig) {
        try {
            rig.driver().read();
            return true;
        } catch (TrafficFailure _) {
            return false;
        }
    }

    private void diesTakingOver() throws IOException {
        Path made = folder.resolve("made");
        try (var successor = java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX);
                var wire = java.nio.channels.SocketChannel.open(java.net.UnixDomainSocketAddress.of(socket()))) {
            wire.write(java.nio.ByteBuffer.wrap(
                    "{\"ask\":\"hand-over\"}\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            wire.read(java.nio.ByteBuffer.allocate(1));
            successor.bind(java.net.UnixDomainSocketAddress.of(made));
            Files.move(made, socket(), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @Test
    void a_port_that_is_taken_is_said_in_one_sentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Settings settings = on(new Listen("127.0.0.1", taken.getLocalPort()));
            assertThatThrownBy(() -> Proxy.start(settings))
                    .isInstanceOf(ProxyFailure.class)
                    .hasMessage("cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": Address already in use");
        }
        assertThatThrownBy(() -> Proxy.start(on(new Listen("192.0.2.1", 8080))))
                .isInstanceOf(ProxyFailure.class)
                .hasMessageStartingWith("cannot listen on 192.0.2.1:8080: ");
        assertThat(socket()).doesNotExist();
    }

    private Settings on(Listen listen) {
        return new Settings(
                listen, socket(), Optional.empty(), Optional.empty(), Optional.empty(), Settings.Start.ALONE);
    }

    @Test
    void whoever_takes_over_where_nobody_runs_begins_alone_with_the_last_plan() throws Exception {
        Settings settings = Rig.settings(folder, Optional.empty()).taking(Settings.Start.TAKE_OVER);
        try (Recorder version = Recorder.start()) {
            try (Rig rig = Rig.start(settings, Limits.USUAL).serving(version.endpoint())) {
                assertThat(rig.get("/a").status()).isEqualTo(200);
            }
            // As a machine that lost its power leaves it.
            try (var server = java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
                server.bind(java.net.UnixDomainSocketAddress.of(socket()));
            }
            try (Rig rig = Rig.start(settings, Limits.USUAL)) {
                assertThat(rig.get("/a").status()).isEqualTo(200);
                assertThat(rig.driver().read().generation()).isEqualTo(1);
            }
        }
    }

    @Test
    void a_path_that_is_too_long_for_a_socket_is_said_in_one_sentence() {
        Path deep = folder.resolve("a".repeat(100));
        Settings settings = new Settings(
                new Listen("127.0.0.1", 0),
                deep,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Settings.Start.ALONE);
        assertThatThrownBy(() -> Proxy.start(settings))
                .isInstanceOf(ProxyFailure.class)
                .hasMessage("the path of the control socket is too long: " + deep);
    }

    @Test
    void a_certificate_that_is_none_is_said_in_one_sentence() throws Exception {
        Path file = Files.writeString(folder.resolve("cert.pem"), "none");
        Settings settings = Rig.settings(folder, Optional.of(new Settings.Tls(file, file)));
        assertThatThrownBy(() -> Proxy.start(settings))
                .isInstanceOf(ProxyFailure.class)
                .hasMessage("the certificate " + file + " and the key " + file
                        + " cannot be used: both are PEM files, the key in PKCS #8 without a password");
    }

    @Test
    void what_is_not_a_question_is_refused_and_hurts_nobody() throws Exception {
        try (Rig rig = Rig.start(folder)) {
            assertThat(asked("{\"ask\":\"dance\"}")).isEqualTo("{\"refused\":\"a proxy is not asked to 'dance'\"}");
            assertThat(asked("{\"ask\":\"apply\",\"generation\":0}")).startsWith("{\"refused\":\"");
            assertThat(asked("{\"ask\":\"apply\",\"generation\":0,\"plan\":{\"shares\":[]}}"))
                    .startsWith("{\"refused\":\"");
            String plan = RouteJson.write(RoutePlan.only(Rig.BLUE, List.of(Endpoint.local(8080))))
                    .json();
            assertThat(asked("{\"ask\":\"apply\",\"generation\":0,\"plan\":" + plan.replace("1000", "750") + "}"))
                    .isEqualTo("{\"refused\":\"the shares add up to 750 permille, not to 1000\"}");
            assertThat(asked("{}")).isEqualTo("{\"refused\":\"the question lacks 'ask'\"}");
            assertThat(asked("[]")).isEmpty();
            assertThat(asked("{")).isEmpty();
            assertThat(asked("[".repeat(100_000))).isEmpty();
            assertThat(rig.driver().read().generation()).isZero();
        }
    }

    /** The answer to one line; empty where the connection was closed instead. */
    private String asked(String line) throws IOException {
        try (var channel = java.nio.channels.SocketChannel.open(java.net.UnixDomainSocketAddress.of(socket()))) {
            channel.write(java.nio.ByteBuffer.wrap((line + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            var in = new java.io.BufferedReader(new java.io.InputStreamReader(
                    java.nio.channels.Channels.newInputStream(channel), java.nio.charset.StandardCharsets.UTF_8));
            String answer = in.readLine();
            return answer == null ? "" : answer;
        }
    }

    @Test
    void the_figures_are_in_the_format_of_prometheus_and_count_right() throws Exception {
        try (Recorder version = Recorder.start();
                Rig rig = Rig.start(folder).serving(version.endpoint())) {
            for (int i = 0; i < 5; i++) {
                assertThat(rig.get("/a").status()).isEqualTo(200);
            }
            assertThat(rig.get("/a", "Host: other").status()).isEqualTo(400);
            rig.untilQuiet();
            String text;
            try (Raw client = Raw.to(rig.proxy().metricsPort())) {
                Raw.Said said = client.ask("GET /metrics HTTP/1.1\r\nHost: shop\r\n\r\n");
                assertThat(said.header("content-type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
                text = said.body();
            }
            Map<String, Double> samples = parsed(text);
            assertThat(samples)
                    .containsEntry("slipway_proxy_requests_total{pool=\"blue\",ended=\"2xx\"}", 5.0)
                    .containsEntry("slipway_proxy_requests_total{pool=\"blue\",ended=\"5xx\"}", 0.0)
                    .containsEntry("slipway_proxy_own_answers_total{code=\"400\"}", 1.0)
                    .containsEntry("slipway_proxy_share{pool=\"blue\"}", 1.0)
                    .containsEntry("slipway_proxy_generation", 1.0)
                    .containsEntry("slipway_proxy_mode{mode=\"serve\"}", 1.0)
                    .containsEntry("slipway_proxy_duration_seconds_count{pool=\"blue\"}", 5.0)
                    .containsEntry("slipway_proxy_duration_seconds_bucket{pool=\"blue\",le=\"+Inf\"}", 5.0);
            try (Raw client = Raw.to(rig.proxy().metricsPort())) {
                assertThat(client.ask("GET / HTTP/1.1\r\nHost: shop\r\n\r\n").status())
                        .isEqualTo(404);
            }
        }
    }

    /** Every line is a comment or a sample of a family that was announced, and is in the manual; buckets never fall. */
    private static Map<String, Double> parsed(String text) throws IOException {
        String manual = Files.readString(Path.of("docs/proxy.md"));
        Pattern sample = Pattern.compile("([a-z_]+)(\\{[a-z]+=\"[^\"]*\"(?:,[a-z]+=\"[^\"]*\")*})? ([0-9.]+)");
        Map<String, Double> all = new TreeMap<>();
        String family = "";
        double bucket = 0;
        for (String line : text.split("\n", -1)) {
            if (line.startsWith("# TYPE ")) {
                family = line.split(" ", -1)[2];
                assertThat(manual).contains("| `" + family + "` |");
            } else if (!line.startsWith("# HELP ") && !line.isEmpty()) {
                Matcher matcher = sample.matcher(line);
                assertThat(matcher.matches()).as(line).isTrue();
                assertThat(line).startsWith(family);
                double value = Double.parseDouble(matcher.group(3));
                if (line.contains("_bucket")) {
                    assertThat(value).as(line).isGreaterThanOrEqualTo(bucket);
                    bucket = value;
                } else {
                    bucket = 0;
                }
                assertThat(all.put(line.substring(0, line.lastIndexOf(' ')), value))
                        .isNull();
            }
        }
        assertThat(text).endsWith("\n");
        return all;
    }
}
