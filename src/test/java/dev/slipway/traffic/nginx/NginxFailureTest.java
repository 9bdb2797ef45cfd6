package dev.slipway.traffic.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hands.Traffic;
import dev.slipway.hands.Traffic.Applying;
import dev.slipway.hands.Traffic.Draining;
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
import dev.slipway.traffic.Servers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is particular about nginx, and what can be wrong with it. */
@Tag("real")
class NginxFailureTest {

    private static final PoolId V1 = new PoolId("v1");
    private static final RoutePlan PLAN = RoutePlan.only(V1, List.of(Endpoint.local(3001)));

    @TempDir
    private Path folder;

    private NginxFront front;

    @BeforeEach
    void start() throws Exception {
        front = NginxFront.start(folder);
    }

    @AfterEach
    void stop() throws Exception {
        front.close();
    }

    private static void fails(Traffic driver, String sentence) {
        assertThatThrownBy(driver::read).isInstanceOf(TrafficFailure.class).hasMessage(sentence);
    }

    private void refused(RoutePlan plan, String why) throws Exception {
        assertThat(front.driver().apply(plan, 0)).isEqualTo(new Applying.Refused(why));
        assertThat(front.driver().read()).isEqualTo(new Live(RoutePlan.EMPTY, 0));
    }

    @Test
    void a_folder_that_is_not_there() {
        Path nowhere = folder.resolve("nowhere");
        fails(
                new NginxTraffic(nowhere, Endpoint.local(front.asked())),
                "There is no folder " + nowhere
                        + ": create it as docs/nginx.md shows, or write the one that nginx's configuration names.");
    }

    @Test
    void another_folder_than_the_one_that_nginx_looks_into() throws Exception {
        front.driver().apply(PLAN, 0);
        Path other = Files.createDirectory(folder.resolve("other"));
        fails(
                new NginxTraffic(other, Endpoint.local(front.asked())),
                "nginx at 127.0.0.1:" + front.asked() + " looks into " + folder.resolve("shop/plans/1") + ", not into "
                        + other + ": write the folder that its configuration names.");
    }

    @Test
    void an_nginx_that_does_not_run() throws Exception {
        front.close();
        fails(
                front.driver(),
                "nginx does not answer at 127.0.0.1:" + front.asked() + " (Connection refused): start it, or add the"
                        + " part that docs/nginx.md shows to its configuration.");
    }

    @Test
    void an_nginx_without_the_part() {
        fails(
                new NginxTraffic(NginxFront.routes(folder), Endpoint.local(front.port())),
                "What answers at 127.0.0.1:" + front.port() + " is not the part of nginx's configuration that"
                        + " docs/nginx.md shows: add it, or write where it listens.");
    }

    @Test
    void an_nginx_that_cannot_look_into_the_folder() throws Exception {
        front.driver().apply(PLAN, 0);
        Path away = folder.resolve("away");
        Files.move(NginxFront.routes(folder), away);
        fails(
                new NginxTraffic(away, Endpoint.local(front.asked())),
                "nginx cannot look into " + away + ": let its user pass through it and the folders above (chmod o+x).");
    }

    @Test
    void a_folder_that_may_not_be_written_to() throws Exception {
        // Root may write anywhere but over a file.
        Files.writeString(NginxFront.routes(folder).resolve("plans"), "");
        assertThatThrownBy(() -> front.driver().apply(PLAN, 0))
                .isInstanceOf(TrafficFailure.class)
                .hasMessageStartingWith(
                        "The routes of nginx in " + NginxFront.routes(folder) + " cannot be read or written: ");
    }

    @Test
    void the_value_of_a_pin_is_said_to_nobody() {
        Pin pin = new Pin(Pin.Kind.HEADER, Pin.Kind.HEADER.usualName(), "secret", V1);
        assertThatThrownBy(() -> front.driver().apply(PLAN.pinned(List.of(pin, pin)), 0))
                .isInstanceOf(TrafficFailure.class)
                .hasNoCause()
                .hasMessage("The routes of nginx in " + NginxFront.routes(folder)
                        + " cannot be read or written: something there is in the way.");
    }

    @Test
    void an_nginx_that_writes_no_log() throws Exception {
        front.driver().apply(PLAN, 0);
        Files.delete(NginxFront.routes(folder).resolve("requests.log"));
        assertThatThrownBy(() -> front.driver().observe(V1))
                .isInstanceOf(TrafficFailure.class)
                .hasMessage("nginx writes no requests.log there: name "
                        + NginxFront.routes(folder).resolve("requests.log")
                        + " as access_log, as docs/nginx.md shows, and reload nginx.");
    }

    @Test
    void plans_that_only_others_can_do_say_which() throws Exception {
        refused(
                PLAN.in(new Mode.Hold(Duration.ofSeconds(1), 1)),
                "nginx cannot hold requests while a version restarts in place; the embedded proxy can.");
        refused(
                PLAN.in(new Mode.Maintenance(500, "", Duration.ZERO, List.of())),
                "nginx answers maintenance with 503, not with 500; the embedded proxy answers with any status.");
        refused(
                PLAN.in(new Mode.Maintenance(503, "", Duration.ZERO, List.of(Network.of("10.0.0.0/8")))),
                "nginx lets single IPv4 addresses through in maintenance, not 10.0.0.0/8; the embedded proxy and"
                        + " HAProxy let networks through.");
        refused(
                PLAN.pinned(List.of(new Pin(Pin.Kind.HEADER, "X-Staff", "yes", V1))),
                "nginx is configured for pins by the header X-Slipway-Pin and the cookie slipway_pin, not by the header"
                        + " X-Staff; the embedded proxy takes any name.");
        refused(
                PLAN.pinned(List.of(new Pin(Pin.Kind.HEADER, "X-Slipway-Pin", "../v1", V1))),
                "nginx takes pins of letters, digits, _ and -, at most 200, the first a letter or digit; HAProxy and"
                        + " the embedded proxy take others.");
        refused(
                RoutePlan.only(V1, List.of(new Endpoint("app1.internal", 80))),
                "nginx is given addresses, not names such as app1.internal: write the address of that machine.");
    }

    @Test
    void single_addresses_are_let_through_in_maintenance_with_their_bodies() throws Exception {
        try (Backend backend = Backend.start("v1")) {
            RoutePlan plan = RoutePlan.only(V1, List.of(backend.endpoint()));
            Mode open = new Mode.Maintenance(
                    503, "shut", Duration.ZERO, List.of(Network.of("10.0.0.7"), Network.of("127.0.0.1")));
            Live live = ((Applying.Applied) front.driver().apply(plan.in(open), 0)).live();
            assertThat(live.plan()).isEqualTo(plan.in(open));
            assertThat(Answer.to(front.port(), "POST", "/").body()).isEqualTo("v1");

            Mode shut = new Mode.Maintenance(503, "shut", Duration.ZERO, List.of(Network.of("10.0.0.7")));
            front.driver().apply(plan.in(shut), live.generation());
            assertThat(Answer.to(front.port(), "POST", "/").body()).isEqualTo("shut");
        }
    }

    @Test
    void counting_goes_on_when_the_log_is_rotated() throws Exception {
        try (Backend backend = Backend.start("v1")) {
            Traffic driver = front.driver();
            driver.apply(RoutePlan.only(V1, List.of(backend.endpoint())), 0);
            asked(5);
            assertThat(answered(driver, 5)).isEqualTo(5);
            asked(3);
            Path log = NginxFront.routes(folder).resolve("requests.log");
            answered(front.driver(), 8);
            Files.move(log, log.resolveSibling("requests.log.1"));
            new ProcessBuilder("kill", "-USR1", Long.toString(front.process().pid()))
                    .start()
                    .waitFor();
            Servers.until(() -> Files.exists(log));
            asked(2);

            assertThat(answered(driver, 10)).isEqualTo(10);
        }
    }

    private void asked(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            Answer.to(front.port(), "GET", "/");
        }
    }

    /** nginx writes a line after the answer. */
    private static long answered(Traffic driver, long wanted) throws Exception {
        Servers.until(() -> driver.observe(V1).orElseThrow().answered().ok() >= wanted);
        return driver.observe(V1).orElseThrow().answered().ok();
    }

    @Test
    void what_a_crash_left_of_a_plan_that_never_was_live_is_built_anew() throws Exception {
        Files.createDirectories(NginxFront.routes(folder).resolve("plans/1/pools/0/v1/0/127.0.0.1:9"));
        Files.createSymbolicLink(NginxFront.routes(folder).resolve("live.next"), Path.of("plans", "1"));

        assertThat(front.driver().read()).isEqualTo(new Live(RoutePlan.EMPTY, 0));
        assertThat(front.driver().apply(PLAN, 0)).isEqualTo(new Applying.Applied(new Live(PLAN, 1)));
    }

    @Test
    void nor_is_it_looked_at_while_a_version_is_drained() throws Exception {
        front.driver().apply(PLAN, 0);
        Path unfinished = NginxFront.routes(folder).resolve("plans/2");
        Files.createDirectories(unfinished.resolve("pools/0"));
        Files.createDirectories(unfinished.resolve("open"));

        assertThat(front.driver().drain(new PoolId("v0"), Duration.ofSeconds(5), Duration.ZERO))
                .isEqualTo(new Draining.Drained());
    }

    @Test
    void a_plan_that_somebody_changed_is_said_in_one_sentence() throws Exception {
        for (String wrong :
                List.of("pools/0/v1/0/nowhere", "pools/0/v 1/0/127.0.0.1:9", "pools/0", "pinned/0/header")) {
            Live live = front.driver().read();
            assertThat(front.driver().apply(PLAN, live.generation())).isInstanceOf(Applying.Applied.class);
            Path plan = NginxFront.routes(folder).resolve("plans/" + (live.generation() + 1));
            Path other = plan.resolve(wrong.substring(0, wrong.indexOf('/') + 2));
            if (Files.exists(other)) {
                Files.move(other, folder.resolve("away" + wrong.hashCode()));
            }
            Files.createDirectories(plan.resolve(wrong));
            String sentence = "The plan of nginx in " + plan
                    + " is not as Slipway wrote it: remove the link 'live' two folders above, and release again.";

            fails(front.driver(), sentence);
            Files.delete(NginxFront.routes(folder).resolve("live"));
        }
        assertThat(front.driver().apply(PLAN, 0)).isEqualTo(new Applying.Applied(new Live(PLAN, 1)));
    }

    @Test
    void of_many_plans_the_last_few_are_kept() throws Exception {
        for (int i = 0; i < 20; i++) {
            front.driver().apply(PLAN, i);
        }
        try (var plans = Files.list(NginxFront.routes(folder).resolve("plans"))) {
            assertThat(plans.count()).isEqualTo(8);
        }
    }
}
