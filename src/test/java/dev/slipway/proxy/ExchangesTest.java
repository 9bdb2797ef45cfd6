package dev.slipway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.route.Endpoint;
import dev.slipway.traffic.Load;
import dev.slipway.traffic.Servers;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of a request when its client or its version is slow, closes early, or is not there. */
@Tag("real")
class ExchangesTest extends Served {
    private static final String GET = "GET /a HTTP/1.1\r\nHost: shop\r\n\r\n";
    private static final String POST = "POST /a HTTP/1.1\r\nHost: shop\r\nContent-Length: 4\r\n\r\nabcd";

    @Test
    void a_version_learns_who_asks_and_nothing_of_the_hop_before() throws Exception {
        serve(Served::ok);
        rig.get(
                "/a",
                "X-Forwarded-For: 1.2.3.4",
                "Connection: keep-alive",
                "Keep-Alive: 5",
                "Proxy-Connection: x",
                "Proxy-Authorization: x");
        assertThat(version.whole().getFirst().head().toLowerCase(java.util.Locale.ROOT))
                .isEqualToNormalizingNewlines("""
                        get /a http/1.1
                        host: shop
                        x-forwarded-for: 1.2.3.4, 127.0.0.1
                        x-forwarded-proto: http
                        x-forwarded-host: shop
                        """);
    }

    @Test
    void an_old_client_gets_an_old_answer_and_its_version_a_host() throws Exception {
        serve((_, socket) ->
                Recorder.say(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"));
        try (Raw client = rig.client()) {
            String all = client.send("GET /a HTTP/1.0\r\n\r\n").rest();
            assertThat(all).doesNotContain("transfer-encoding").endsWith("\r\n\r\nok");
        }
        assertThat(version.whole().getFirst().header("host")).isEqualTo("127.0.0.1:" + rig.port());
    }

    @Test
    void a_client_that_asks_for_it_is_closed_behind_its_answer() throws Exception {
        serve(Served::ok);
        try (Raw client = rig.client().send("GET /a HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n" + GET)) {
            Raw.Said said = client.answer();
            assertThat(said.header("connection")).isEqualTo("close");
            assertThat(client.rest()).isEmpty();
        }
        assertThat(version.whole()).hasSize(1);
    }

    @Test
    void an_answer_that_began_before_the_proxy_left_is_not_its_last_unless_it_said_so() throws Exception {
        Semaphore left = new Semaphore(0);
        serve((_, socket) -> {
            Recorder.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no");
            left.acquireUninterruptibly();
            Recorder.say(socket, "k");
        });
        try (Raw client = rig.client().send(GET)) {
            client.in().mark(1);
            assertThat(client.in().read()).isEqualTo('H');
            client.in().reset();
            rig.proxy().handedOver();
            left.release(2);
            Raw.Said first = client.answer();
            assertThat(first.header("connection")).isEmpty();
            Raw.Said second = client.ask(GET);
            assertThat(second.body()).isEqualTo("ok");
            assertThat(second.header("connection")).isEqualTo("close");
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void a_client_that_ends_its_side_still_gets_its_answer() throws Exception {
        serve(Served::ok);
        for (String request : List.of(GET, POST)) {
            try (Raw client = rig.client().send(request)) {
                client.endSending();
                assertThat(client.rest()).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\nok");
            }
        }
    }

    @Test
    void a_client_that_goes_away_is_counted_and_its_version_let_go() throws Exception {
        serve((_, _) -> {});
        try (Raw client = rig.client().send(GET)) {
            Servers.until(() -> rig.counts().inFlight() == 1);
            client.vanish();
        }
        Servers.until(() -> rig.counts().aborted() == 1);
        rig.untilQuiet();
    }

    @Test
    void the_body_is_asked_for_by_the_version() throws Exception {
        serve(Served::ok);
        try (var server = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            rig.serving(Endpoint.local(server.getLocalPort()));
            Thread.ofVirtual().start(() -> continuing(server));
            try (Raw client = rig.client()) {
                client.send("POST /a HTTP/1.1\r\nHost: shop\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
                assertThat(client.answer().status()).isEqualTo(100);
                assertThat(client.ask("abcd").body()).isEqualTo("abcd");
            }
        }
    }

    private static void continuing(java.net.ServerSocket server) {
        try (Socket socket = server.accept()) {
            int ends = 0;
            while (ends < 4) {
                ends = socket.getInputStream().read() == "\r\n\r\n".charAt(ends) ? ends + 1 : 0;
            }
            Recorder.say(socket, "HTTP/1.1 100 Continue\r\n\r\n");
            String body = new String(socket.getInputStream().readNBytes(4), java.nio.charset.StandardCharsets.US_ASCII);
            Recorder.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n" + body);
        } catch (IOException _) {
            // The client's answer shows it.
        }
    }

    @Test
    void a_version_that_says_nothing_is_late() throws Exception {
        serve((_, _) -> {}, Shortly.answer());
        for (String request : List.of(GET, POST)) {
            try (Raw client = rig.client()) {
                assertThat(client.ask(request).body())
                        .isEqualTo("504 Gateway Timeout: the service did not answer in time\n");
            }
        }
        assertThat(rig.counts().broken()).isEqualTo(2);
        assertThat(version.briefs()).containsExactly("GET /a", "POST /a abcd");
    }

    @Test
    void a_head_that_does_not_come_is_not_waited_for() throws Exception {
        serve(Served::ok, Shortly.head());
        try (Raw client = rig.client().send("GET / HTTP/1.1\r\nHost: shop\r\nX: ")) {
            assertThat(client.answer().body()).isEqualTo("408 Request Timeout: the request did not come in time\n");
            assertThat(client.rest()).isEmpty();
        }
        try (Raw client = rig.client().send("PRI * HT")) {
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void a_body_that_does_not_come_is_not_waited_for_and_does_not_look_whole() throws Exception {
        serve(Served::ok, Shortly.idle());
        try (Raw client = rig.client().send("POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: 4\r\n\r\nab")) {
            assertThat(client.answer().body()).isEqualTo("408 Request Timeout: the body did not come in time\n");
            assertThat(client.rest()).isEmpty();
        }
        assertThat(version.whole()).isEmpty();
        assertThat(rig.counts().aborted()).isEqualTo(1);
    }

    @Test
    void a_connection_that_is_not_used_is_closed() throws Exception {
        serve(Served::ok, Shortly.idle());
        try (Raw silent = rig.client();
                Raw served = rig.client()) {
            assertThat(served.ask(GET).status()).isEqualTo(200);
            assertThat(served.rest()).isEmpty();
            assertThat(silent.rest()).isEmpty();
        }
    }

    @Test
    void headers_without_an_end_are_refused_before_they_fill_anything() throws Exception {
        serve(Served::ok);
        try (Raw client = rig.client().send("GET / HTTP/1.1\r\nHost: shop\r\n")) {
            for (int i = 0; i < 5_000; i++) {
                client.sendIfOpen("X-" + i + ": flood\r\n");
            }
            assertThat(client.answer().status()).isEqualTo(431);
        }
    }

    @Test
    void a_version_that_refuses_a_body_early_is_heard() throws Exception {
        serve(Served::ok);
        try (var server = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            rig.serving(Endpoint.local(server.getLocalPort()));
            Thread.ofVirtual().start(() -> refusing(server));
            try (Raw client = rig.client()) {
                client.send("POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: 50000000\r\n\r\n");
                for (int i = 0; i < 200; i++) {
                    client.sendIfOpen("x".repeat(8192));
                }
                Raw.Said said = client.answer();
                assertThat(said.status()).isEqualTo(413);
                assertThat(said.header("connection")).isEqualTo("close");
            }
        }
        assertThat(rig.counts().answered().refused()).isEqualTo(1);
    }

    private static void refusing(java.net.ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().readNBytes(1000);
            Recorder.say(socket, "HTTP/1.1 413 Too much\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno");
        } catch (IOException _) {
            // The client's answer shows it.
        }
    }

    @Test
    void a_post_never_meets_a_connection_that_was_used_before() throws Exception {
        serve(Served::ok);
        try (Raw client = rig.client()) {
            for (String request : List.of(GET, GET, POST, GET, POST)) {
                assertThat(client.ask(request).status()).isEqualTo(200);
            }
        }
        List<Integer> connections =
                version.whole().stream().map(Recorder.Got::connection).toList();
        assertThat(connections).containsExactly(1, 1, 2, 2, 3);
    }

    @Test
    void a_connection_that_rested_too_long_is_not_used_again() throws Exception {
        serve(Served::ok, Shortly.pooled());
        try (Raw client = rig.client()) {
            client.ask(GET);
            // It is closed by the clock.
            Servers.until(() -> {
                client.ask(GET);
                java.util.concurrent.locks.LockSupport.parkNanos(400_000_000);
                return version.connections() >= 2;
            });
        }
    }

    @Test
    void only_what_may_be_done_twice_is_sent_again_and_only_once() throws Exception {
        // Serves each connection's first request, and closes with the second one read.
        serve((got, socket) -> {
            boolean first = version.whole().stream()
                            .filter(other -> other.connection() == got.connection())
                            .count()
                    == 1;
            if (first && !got.target().equals("/never")) {
                ok(got, socket);
            } else {
                socket.close();
            }
        });
        try (Raw client = rig.client()) {
            assertThat(client.ask(GET).status()).isEqualTo(200);
            assertThat(client.ask(GET).status()).isEqualTo(200);
            assertThat(client.ask("GET /never HTTP/1.1\r\nHost: shop\r\n\r\n").body())
                    .isEqualTo("502 Bad Gateway: the service closed the connection before its answer was whole\n");
            assertThat(client.ask("POST /never HTTP/1.1\r\nHost: shop\r\nContent-Length: 0\r\n\r\n")
                            .status())
                    .isEqualTo(502);
        }
        assertThat(version.briefs())
                .containsExactly("GET /a", "GET /a", "GET /a", "GET /never", "GET /never", "POST /never");
        assertThat(rig.counts().broken()).isEqualTo(2);
    }

    @Test
    void a_version_that_closes_idle_connections_after_12_ms_loses_no_request() throws Exception {
        serve((got, socket) -> {
            socket.setSoTimeout(12);
            ok(got, socket);
        });
        int wanted = Integer.getInteger("slipway.stale-requests", 6_000);
        try (Load load = Load.on(rig.port(), 50)) {
            Servers.until(() -> load.answered() >= wanted || !load.lost().isEmpty());
            load.finish();
            assertThat(load.lost()).isEmpty();
            // Nothing reached it twice.
            assertThat(version.whole()).hasSize((int) load.answered());
        }
    }

    @Test
    void another_endpoint_is_tried_where_one_cannot_be_reached() throws Exception {
        serve(Served::ok);
        Endpoint nobody = Endpoint.local(Servers.freePort());
        rig.serving(nobody, version.endpoint(), Endpoint.local(Servers.freePort()));
        for (int i = 0; i < 10; i++) {
            try (Raw client = rig.client()) {
                assertThat(client.ask(POST).status()).isEqualTo(200);
            }
        }
        rig.serving(nobody);
        assertThat(rig.get("/a").body()).isEqualTo("502 Bad Gateway: the service cannot be reached\n");
        assertThat(rig.counts().unreachable()).isEqualTo(1);
        assertThat(rig.counts().broken()).isZero();
    }

    @Test
    void answers_come_in_the_order_of_the_requests() throws Exception {
        AtomicInteger order = new AtomicInteger();
        serve((got, socket) -> {
            String target = got.target();
            order.incrementAndGet();
            Recorder.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + target.length() + "\r\n\r\n" + target);
        });
        try (Raw client = rig.client()) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 200; i++) {
                all.append(i % 3 == 0 ? "POST /" : "GET /").append(i).append(" HTTP/1.1\r\nHost: shop\r\n");
                all.append(i % 3 == 0 ? "Content-Length: 3\r\n\r\nabc" : "\r\n");
            }
            client.send(all.toString());
            for (int i = 0; i < 200; i++) {
                assertThat(client.answer().body()).isEqualTo("/" + i);
            }
        }
        assertThat(order.get()).isEqualTo(200);
    }
}
