package dev.slipway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Secret;
import dev.slipway.route.Mode;
import dev.slipway.route.Network;
import dev.slipway.route.Pin;
import dev.slipway.route.RoutePlan;
import dev.slipway.route.Sticky;
import dev.slipway.traffic.Servers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hold, maintenance, pins and sticky cookies, as clients see them. */
@Tag("real")
class ModesTest {
    private static final String GET = "GET /a HTTP/1.1\r\nHost: shop\r\n\r\n";
    private static final String POST = "POST /a HTTP/1.1\r\nHost: shop\r\nContent-Length: 4\r\n\r\nabcd";
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private Recorder blue;
    private Recorder green;
    private Rig rig;
    private RoutePlan plan;

    @BeforeEach
    void begin() throws Exception {
        blue = version("blue");
        green = version("green");
        plan = RoutePlan.only(Rig.BLUE, List.of(blue.endpoint())).with(Rig.GREEN, List.of(green.endpoint()));
        rig = Rig.start(folder).putting(plan);
    }

    private static Recorder version(String name) throws Exception {
        String said = "HTTP/1.1 200 OK\r\nContent-Length: " + name.length() + "\r\n\r\n" + name;
        return Recorder.start((_, socket) -> Recorder.say(socket, said));
    }

    @AfterEach
    void end() throws Exception {
        rig.close();
        blue.close();
        green.close();
    }

    private void hold(Duration atMost, int queued) {
        rig.putting(plan.in(new Mode.Hold(atMost, queued)));
    }

    private void untilHeld(int count) throws Exception {
        Servers.until(() -> rig.driver().figures().contains("\nslipway_proxy_held " + count + "\n"));
    }

    @Test
    void held_requests_go_where_the_next_plan_says() throws Exception {
        hold(LONG, 100);
        List<Raw> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(rig.client().send(i % 2 == 0 ? GET : POST));
        }
        untilHeld(20);
        assertThat(blue.whole()).isEmpty();
        rig.putting(plan.shifted(Rig.GREEN, 1000));
        for (Raw client : clients) {
            assertThat(client.answer().body()).isEqualTo("green");
            // And the connection is as good as any.
            assertThat(client.ask(POST).body()).isEqualTo("green");
            client.close();
        }
        assertThat(blue.whole()).isEmpty();
        untilHeld(0);
    }

    @Test
    void one_more_than_may_wait_is_told_to_come_again() throws Exception {
        hold(LONG, 2);
        try (Raw one = rig.client().send(GET);
                Raw two = rig.client().send(POST)) {
            untilHeld(2);
            Raw.Said said = rig.get("/a");
            assertThat(said.status()).isEqualTo(503);
            assertThat(said.header("retry-after")).isEqualTo("1");
            assertThat(said.body()).isEqualTo("503 Service Unavailable: too many requests wait already\n");
            rig.putting(plan);
            assertThat(one.answer().body()).isEqualTo("blue");
            assertThat(two.answer().body()).isEqualTo("blue");
        }
    }

    @Test
    void who_waits_too_long_is_told_so_and_is_never_sent() throws Exception {
        hold(Duration.ofMillis(300), 10);
        for (String request : List.of(GET, POST)) {
            try (Raw client = rig.client()) {
                assertThat(client.ask(request).body())
                        .isEqualTo("504 Gateway Timeout: the service was on hold too long\n");
            }
        }
        rig.putting(plan);
        assertThat(rig.get("/b").body()).isEqualTo("blue");
        assertThat(blue.briefs()).containsExactly("GET /b");
    }

    @Test
    void who_goes_away_waits_no_more() throws Exception {
        hold(LONG, 1);
        try (Raw gone = rig.client().send(GET)) {
            untilHeld(1);
            gone.vanish();
        }
        untilHeld(0);
        try (Raw next = rig.client().send(GET)) {
            untilHeld(1);
            rig.putting(plan);
            assertThat(next.answer().body()).isEqualTo("blue");
        }
        assertThat(blue.whole()).hasSize(1);
    }

    @Test
    void one_hold_after_another_keeps_who_waits_waiting() throws Exception {
        hold(LONG, 10);
        try (Raw client = rig.client().send(POST)) {
            untilHeld(1);
            hold(LONG, 10);
            untilHeld(1);
            rig.putting(plan);
            assertThat(client.answer().body()).isEqualTo("blue");
        }
    }

    @Test
    void held_requests_get_the_page_when_maintenance_begins() throws Exception {
        hold(LONG, 10);
        try (Raw client = rig.client().send(GET)) {
            untilHeld(1);
            rig.putting(plan.in(new Mode.Maintenance(503, "later", Duration.ZERO, List.of())));
            assertThat(client.answer().body()).isEqualTo("later");
        }
    }

    @Test
    void maintenance_says_its_page_its_status_and_when_to_come_again() throws Exception {
        rig.putting(plan.in(new Mode.Maintenance(500, "<h1>Zur\u00fcck um 5</h1>", Duration.ofSeconds(90), List.of())));
        Raw.Said said = rig.get("/a");
        assertThat(said.status()).isEqualTo(500);
        assertThat(said.header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(said.header("retry-after")).isEqualTo("90");
        assertThat(said.header("cache-control")).isEqualTo("no-store");
        assertThat(said.body()).isEqualTo("<h1>Zur\u00c3\u00bcck um 5</h1>");
        try (Raw client = rig.client()) {
            client.send("HEAD /a HTTP/1.1\r\nHost: shop\r\n\r\n");
            assertThat(client.head().header("content-length")).isEqualTo("21");
            // A body that nobody wanted ends the connection.
            assertThat(client.ask(POST).header("connection")).isEqualTo("close");
            assertThat(client.rest()).isEmpty();
        }
        rig.putting(plan.in(new Mode.Maintenance(503, "", Duration.ZERO, List.of())));
        assertThat(rig.get("/a").body()).isEqualTo("503 Service Unavailable: this is not available at the moment\n");
    }

    @Test
    void who_comes_from_a_network_that_is_let_through_is_served() throws Exception {
        Network here = Network.of("127.0.0.0/8");
        Network elsewhere = Network.of("10.0.0.0/8");
        rig.putting(plan.in(new Mode.Maintenance(503, "", Duration.ZERO, List.of(elsewhere, here))));
        assertThat(rig.get("/a").body()).isEqualTo("blue");
        rig.putting(plan.in(new Mode.Maintenance(503, "", Duration.ZERO, List.of(elsewhere))));
        // What a client says of itself counts for nothing.
        assertThat(rig.get("/a", "X-Forwarded-For: 10.0.0.1").status()).isEqualTo(503);
    }

    @Test
    void a_pin_leads_to_its_version_which_does_not_see_it() throws Exception {
        rig.putting(plan.pinned(List.of(
                new Pin(Pin.Kind.HEADER, "X-Slipway-Pin", "s3cret", Rig.GREEN),
                new Pin(Pin.Kind.COOKIE, "staff", "yes", Rig.GREEN))));
        assertThat(rig.get("/a", "x-slipway-pin: s3cret").body()).isEqualTo("green");
        assertThat(rig.get("/a", "Cookie: a=b; staff=yes").body()).isEqualTo("green");
        assertThat(rig.get("/a", "X-Slipway-Pin: s3cre", "Cookie: staff=no").body())
                .isEqualTo("blue");
        assertThat(green.whole().getFirst().has("x-slipway-pin")).isFalse();
        assertThat(blue.whole().getFirst().has("x-slipway-pin")).isFalse();
    }

    @Test
    void who_is_sticky_stays_until_the_version_has_no_share() throws Exception {
        Sticky sticky = new Sticky("version", new Secret("key", "0123456789abcdef"));
        RoutePlan half =
                new RoutePlan(plan.shifted(Rig.GREEN, 500).shares(), new Mode.Serve(), List.of(), Optional.of(sticky));
        rig.putting(half);
        Raw.Said first = rig.get("/a");
        String cookie = first.header("set-cookie");
        assertThat(cookie).startsWith("version=" + first.body() + ".").endsWith("; Path=/; HttpOnly; SameSite=Lax");
        String sent = "Cookie: " + cookie.substring(0, cookie.indexOf(';'));
        for (int i = 0; i < 30; i++) {
            Raw.Said again = rig.get("/a", sent);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.header("set-cookie")).isEmpty();
        }
        boolean wasBlue = first.body().equals("blue");
        rig.putting(half.shifted(wasBlue ? Rig.GREEN : Rig.BLUE, 1000));
        Raw.Said moved = rig.get("/a", sent);
        assertThat(moved.body()).isEqualTo(wasBlue ? "green" : "blue");
        assertThat(moved.header("set-cookie")).startsWith("version=" + moved.body() + ".");
    }
}
