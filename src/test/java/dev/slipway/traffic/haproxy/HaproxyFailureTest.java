package dev.slipway.traffic.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.slipway.hands.Traffic;
import dev.slipway.hands.Traffic.Applying;
import dev.slipway.hands.Traffic.Live;
import dev.slipway.hands.TrafficFailure;
import dev.slipway.route.Endpoint;
import dev.slipway.route.Mode;
import dev.slipway.route.Network;
import dev.slipway.route.Pin;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is particular about HAProxy, and what can be wrong with it. */
@Tag("real")
class HaproxyFailureTest {

    private static final PoolId V1 = new PoolId("v1");
    private static final RoutePlan PLAN = RoutePlan.only(V1, List.of(Endpoint.local(3001)));

    @TempDir
    private Path folder;

    private HaproxyFront front;

    @BeforeEach
    void start() throws Exception {
        front = HaproxyFront.start(folder);
    }

    @AfterEach
    void stop() throws Exception {
        front.close();
    }

    private static void fails(Traffic driver, String sentence) {
        assertThatThrownBy(driver::read).isInstanceOf(TrafficFailure.class).hasMessage(sentence);
    }

    private void refused(RoutePlan plan, String why) throws Exception {
        Live before = front.driver().read();
        assertThat(front.driver().apply(plan, before.generation())).isEqualTo(new Applying.Refused(why));
        assertThat(front.driver().read()).isEqualTo(before);
    }

    @Test
    void a_socket_that_is_not_there() {
        Path nowhere = folder.resolve("nowhere.sock");
        fails(
                new HaproxyTraffic(nowhere, "shop"),
                "There is no HAProxy socket at " + nowhere
                        + ": start HAProxy, or write the path of its 'stats socket' line.");
    }

    @Test
    void a_proxy_that_does_not_run() throws Exception {
        front.kill();
        fails(front.driver(), "Nobody listens on the HAProxy socket " + front.socket() + ": start HAProxy.");
    }

    @Test
    void a_socket_of_somebody_else() throws Exception {
        assumeFalse(System.getProperty("user.name").equals("root"), "root may use any socket");
        Files.setPosixFilePermissions(front.socket(), PosixFilePermissions.fromString("---------"));
        fails(
                front.driver(),
                "The HAProxy socket " + front.socket() + " may not be used by " + System.getProperty("user.name")
                        + ": set mode, user or group in its 'stats socket' line, or join that group.");
    }

    @Test
    void a_socket_that_only_shows() throws Exception {
        configured("level admin", "level operator");
        assertThatThrownBy(() -> front.driver().apply(PLAN, 0))
                .isInstanceOf(TrafficFailure.class)
                .hasMessage("HAProxy lets nobody change anything over " + front.socket()
                        + ": add 'level admin' to its 'stats socket' line and reload HAProxy.");
    }

    @Test
    void a_front_that_the_configuration_does_not_name() {
        fails(
                new HaproxyTraffic(front.socket(), "shp"),
                "HAProxy's configuration has no backends shp-slot1, shp-slot2, … for the front shp: it has some for"
                        + " shop.");
        fails(
                new HaproxyTraffic(front.socket(), "website"),
                "HAProxy's configuration has no backends website-slot1, website-slot2, … for the front website: add the"
                        + " part that docs/haproxy.md shows, and reload HAProxy.");
    }

    @Test
    void a_configuration_without_the_map() throws Exception {
        configured("shop.map", "other.map");
        fails(
                front.driver(),
                "HAProxy's configuration has no map shop.map for the front shop: add the part that docs/haproxy.md"
                        + " shows, and reload HAProxy.");
    }

    @Test
    void a_map_that_somebody_else_wrote() throws Exception {
        for (String lines : List.of(
                "pool:0 one v1\n",
                "pool:0 1 v1\nfrom:1 1,2\n",
                "pool:0 1 a/b\n",
                "header:a 1\n",
                "mode maintenance\npage !\n",
                "mode maintenance\nretry soon\n")) {
            Files.writeString(folder.resolve("shop.map"), "generation 3\n" + lines);
            front.restart();
            fails(
                    front.driver(),
                    "The map " + folder.resolve("shop.map")
                            + " of HAProxy has lines that Slipway did not write: empty that"
                            + " file, restart HAProxy and release again.");
        }
    }

    @Test
    void one_that_says_what_cannot_be_read() throws Exception {
        Path socket = folder.resolve("other.sock");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            Thread.ofPlatform().daemon().start(() -> answer(server));
            fails(
                    new HaproxyTraffic(socket, "shop"),
                    "What answers as HAProxy says something of its servers that Slipway cannot read"
                            + " (For input string: \"none\"): is it HAProxy 2.4 or later?");
        }
    }

    private static void answer(ServerSocketChannel server) {
        while (server.isOpen()) {
            try (SocketChannel channel = server.accept()) {
                ByteBuffer question = ByteBuffer.allocate(1000);
                channel.read(question);
                boolean servers = new String(question.array(), StandardCharsets.UTF_8).startsWith("show servers");
                String answer = servers ? "1\n# srv_name srv_addr srv_port\ns1 127.0.0.1 none\n" : "shop-slot1\n";
                channel.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
            } catch (IOException _) {
                // The test is over.
            }
        }
    }

    private void configured(String instead, String of) throws Exception {
        Path file = folder.resolve("haproxy.cfg");
        Files.writeString(file, Files.readString(file).replace(instead, of));
        Files.writeString(folder.resolve("other.map"), "");
        front.restart();
    }

    @Test
    void plans_that_only_others_can_do_say_which() throws Exception {
        RoutePlan plan = PLAN;
        refused(
                plan.in(new Mode.Hold(Duration.ofSeconds(1), 1)),
                "HAProxy cannot hold requests while a version restarts in place; the embedded proxy can.");
        refused(
                plan.in(new Mode.Maintenance(500, "", Duration.ZERO, List.of())),
                "HAProxy answers maintenance with 503, not with 500; the embedded proxy answers with any status.");
        refused(
                plan.in(new Mode.Maintenance(503, "x".repeat(8001), Duration.ZERO, List.of())),
                "HAProxy takes a maintenance page of at most 8000 bytes, not 8001; the embedded proxy and nginx take"
                        + " longer ones.");
        refused(
                plan.pinned(List.of(new Pin(Pin.Kind.COOKIE, "staff", "yes", V1))),
                "HAProxy is configured for pins by the header X-Slipway-Pin and the cookie slipway_pin, not by the"
                        + " cookie staff; the embedded proxy takes any name.");
        refused(
                RoutePlan.only(V1, List.of(new Endpoint("app1.internal", 80))),
                "HAProxy is given addresses, not names such as app1.internal: write the address of that machine.");
        refused(
                RoutePlan.only(
                        V1,
                        List.of(1, 2, 3, 4, 5).stream()
                                .map(n -> Endpoint.local(3000 + n))
                                .toList()),
                "v1 has 5 endpoints, and the slots of HAProxy have 4 servers: raise the number of their server-template"
                        + " lines and reload HAProxy.");
        RoutePlan four = plan.with(new PoolId("v2"), List.of(Endpoint.local(3002)))
                .with(new PoolId("v3"), List.of(Endpoint.local(3003)))
                .with(new PoolId("v4"), List.of(Endpoint.local(3004)));
        refused(
                four,
                "HAProxy has no free slot for v4: each of the 3 holds a version or still has requests of one. Drain and"
                        + " let go one that is not needed, or add a slot to its configuration.");
    }

    @Test
    void networks_are_let_through_in_maintenance() throws Exception {
        try (Backend backend = Backend.start("v1")) {
            RoutePlan plan = RoutePlan.only(V1, List.of(backend.endpoint()));
            Mode open = new Mode.Maintenance(
                    503, "", Duration.ZERO, List.of(Network.of("10.0.0.0/8"), Network.of("127.0.0.0/24")));
            Live live = ((Applying.Applied) front.driver().apply(plan.in(open), 0)).live();
            assertThat(live.plan()).isEqualTo(plan.in(open));
            assertThat(Answer.to(front.port(), "GET", "/").body()).isEqualTo("v1");

            Mode shut = new Mode.Maintenance(503, "", Duration.ZERO, List.of(Network.of("10.0.0.0/8")));
            front.driver().apply(plan.in(shut), live.generation());
            assertThat(Answer.to(front.port(), "GET", "/").status()).isEqualTo(503);
        }
    }

    @Test
    void after_a_restart_of_the_proxy_the_same_is_live() throws Exception {
        try (Backend one = Backend.start("v1");
                Backend two = Backend.start("v2")) {
            RoutePlan plan = RoutePlan.only(V1, List.of(one.endpoint()))
                    .with(new PoolId("v2"), List.of(two.endpoint()))
                    .shifted(new PoolId("v2"), 300)
                    .pinned(List.of(new Pin(Pin.Kind.HEADER, "X-Slipway-Pin", "#1<<;".replace(";", ":"), V1)));
            Live live = ((Applying.Applied) front.driver().apply(plan, 0)).live();

            front.restart();

            assertThat(front.driver().read()).isEqualTo(live);
            assertThat(Answer.to(front.port(), "GET", "/", "X-Slipway-Pin: #1<<:")
                            .body())
                    .isEqualTo("v1");
            assertThat(front.driver().observe(V1).orElseThrow().requests()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void a_version_whose_servers_were_switched_off_by_hand_is_not_live() throws Exception {
        Traffic driver = front.driver();
        driver.apply(PLAN, 0);
        new AdminSocket(front.socket()).tell("set server shop-slot1/s1 state maint");

        assertThat(driver.read()).isEqualTo(new Live(RoutePlan.EMPTY, 1));
        assertThat(driver.apply(PLAN, 1)).isEqualTo(new Applying.Applied(new Live(PLAN, 2)));
    }

    @Test
    void a_version_that_changes_its_endpoints_moves_in_one_step_and_its_old_ones_can_be_drained() throws Exception {
        Traffic driver = front.driver();
        try (Backend one = Backend.start("old");
                Backend two = Backend.start("new")) {
            driver.apply(RoutePlan.only(V1, List.of(one.endpoint())), 0);
            driver.apply(RoutePlan.only(V1, List.of(two.endpoint())), 1);
            assertThat(Answer.to(front.port(), "GET", "/").body()).isEqualTo("new");
            assertThat(driver.drain(V1, Duration.ofSeconds(5), Duration.ZERO))
                    .isEqualTo(new Traffic.Draining.Drained());
        }
    }

    @Test
    void a_folder_that_may_not_be_written_to() throws Exception {
        // Root may write anywhere but over a folder.
        Files.createDirectory(folder.resolve("shop.map.lease"));
        assertThatThrownBy(() -> front.driver().apply(PLAN, 0))
                .isInstanceOf(TrafficFailure.class)
                .hasMessageStartingWith("The routes of HAProxy cannot be kept in " + folder + ": ")
                .hasMessageEndingWith(" Let " + System.getProperty("user.name") + " write there.");
        assertThat(front.driver().read()).isEqualTo(new Live(RoutePlan.EMPTY, 0));
    }
}
