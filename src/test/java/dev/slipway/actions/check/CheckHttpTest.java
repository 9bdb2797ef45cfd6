package dev.slipway.actions.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.base.Data;
import dev.slipway.base.Secret;
import dev.slipway.hands.FakeSite;
import dev.slipway.run.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckHttpTest {
    private final CheckHttp action = new CheckHttp();
    private final FakeSite site = new FakeSite();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private String base;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        base = "http://127.0.0.1:" + server.getAddress().getPort();
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    @Test
    void the_status_that_is_wanted_is_well() throws InterruptedException {
        serve("/health", exchange -> answer(exchange, 200, "fine"));

        assertThat(perform("url", base + "/health"))
                .isInstanceOfSatisfying(
                        Outcome.Succeeded.class,
                        succeeded -> assertThat(succeeded.summary()).matches("200 in \\d+(\\.\\d)? m?s"));
    }

    @Test
    void another_status_fails_and_says_what_came_last_of_how_many() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        serve("/health", exchange -> answer(exchange, asked.incrementAndGet() < 3 ? 500 : 503, ""));

        assertThat(perform("url", base + "/health?token=abc", "within", "30s"))
                .isEqualTo(new Outcome.Failed(
                        "503 instead of 200 from " + base + "/health?… (last of 16 tries in 30.0 s)"));
        assertThat(site.said()).first().isEqualTo("500 instead of 200 from " + base + "/health?…");
    }

    @Test
    void several_statuses_may_be_right() throws InterruptedException {
        serve("/a", exchange -> answer(exchange, 404, ""));
        Data statuses = new Data.Listing(List.of(Data.of(200), Data.of(204)));

        assertThat(perform("url", Data.of(base + "/a"), "status", statuses))
                .isEqualTo(new Outcome.Failed("404 instead of 200 or 204 from " + base + "/a"));
        assertThat(perform("url", Data.of(base + "/a"), "status", Data.of(404))).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void of_several_addresses_each_is_asked_until_it_answers() throws InterruptedException {
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();
        serve("/a", exchange -> answer(exchange, first.incrementAndGet() > 0 ? 200 : 500, ""));
        serve("/b", exchange -> answer(exchange, second.incrementAndGet() > 2 ? 200 : 503, ""));
        Data urls = new Data.Listing(List.of(Data.of(base + "/a"), Data.of(base + "/b")));

        assertThat(perform("urls", urls, "within", Data.of("30s")))
                .isEqualTo(new Outcome.Succeeded("all 2 answer after 4.0 s", Map.of()));
        assertThat(first).hasValue(1);
    }

    @Test
    void what_holds_of_the_json_is_well() throws InterruptedException {
        serve("/health", exchange -> answer(exchange, 200, """
                {"status": "ok", "checks": [{"name": "db", "up": true}], "lag": 0.5}"""));

        assertThat(perform(
                        "url",
                        base + "/health",
                        "json",
                        "json.status == 'ok' && json.checks.all(c, c.up) && json.lag < 1 && status == 200"))
                .isInstanceOf(Outcome.Succeeded.class);
        assertThat(perform(
                        "url",
                        base + "/health",
                        "json",
                        "headers['content-type'].startsWith('application/json') && body.contains('db')"))
                .isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void what_does_not_hold_of_the_json_is_said_with_the_values_that_decided() throws InterruptedException {
        serve(
                "/health",
                exchange -> answer(exchange, 200, "{\"status\": \"degraded\", \"token\": \"" + "x".repeat(50) + "\"}"));

        assertThat(perform("url", base + "/health", "json", "json.status == 'ok' && json.token != ''"))
                .isEqualTo(new Outcome.Failed("json.status == 'ok' && json.token != '' does not hold at " + base
                        + "/health: json.status is 'degraded'"));
        assertThat(perform("url", base + "/health", "json", "json.state == 'ok'"))
                .isEqualTo(new Outcome.Failed(
                        "json.state == 'ok' cannot be told at " + base + "/health: there is no json.state"));
    }

    @Test
    void an_answer_that_is_not_json_is_said() throws InterruptedException {
        serve("/health", exchange -> answer(exchange, 200, "<html>maintenance</html>"));

        assertThat(perform("url", base + "/health", "json", "json.status == 'ok'"))
                .isEqualTo(new Outcome.Failed("the answer of " + base + "/health is not JSON"));
    }

    @Test
    void expressions_see_the_inputs_too() throws InterruptedException {
        serve("/version", exchange -> answer(exchange, 200, "{\"version\": \"v1.2.3\"}"));
        site.withRoot("inputs", new Data.Mapping(Map.of("version", Data.of("v1.2.3"))));

        assertThat(perform("url", base + "/version", "json", "json.version == inputs.version"))
                .isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void numbers_of_any_size_are_read_at_once() throws InterruptedException {
        serve("/n", exchange -> answer(exchange, 200, "{\"n\": 1e999999999, \"m\": 12345678901234567890}"));

        assertThat(perform("url", base + "/n", "json", "json.n == '1E+999999999' || json.m > 1"))
                .isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void a_server_that_hangs_fails_in_time() throws InterruptedException {
        serve("/slow", _ -> hang());

        assertThat(perform("url", base + "/slow", "timeout", "200ms"))
                .isEqualTo(new Outcome.Failed("no answer from " + base + "/slow within 200 ms"));
    }

    @Test
    void a_body_that_never_ends_fails_in_time_where_it_is_read_and_does_not_matter_where_it_is_not()
            throws InterruptedException {
        serve("/drip", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            hang();
        });

        assertThat(perform("url", base + "/drip", "timeout", "200ms", "json", "json.a == 1"))
                .isEqualTo(new Outcome.Failed("no answer from " + base + "/drip within 200 ms"));
        assertThat(perform("url", base + "/drip", "timeout", "5s")).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void a_body_that_is_too_large_is_not_read() throws InterruptedException {
        serve("/large", exchange -> answer(exchange, 200, "\"" + "x".repeat(1_200_000) + "\""));

        assertThat(perform("url", base + "/large", "json", "size(json) > 1"))
                .isEqualTo(new Outcome.Failed("the answer of " + base + "/large is larger than 1 MB"));
    }

    @Test
    void a_slow_answer_fails_where_there_is_a_limit() throws InterruptedException {
        serve("/health", exchange -> {
            busy();
            answer(exchange, 200, "");
        });

        assertThat(perform("url", base + "/health", "latency", "1ms"))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.reason())
                                .matches("200 only after .+ from " + base + "/health, where 1 ms is the limit"));
        assertThat(perform("url", base + "/health", "latency", "10s")).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void redirects_are_answers_unless_they_are_to_be_followed() throws InterruptedException {
        serve("/old", exchange -> {
            exchange.getResponseHeaders().add("Location", base + "/new");
            answer(exchange, 302, "");
        });
        serve("/new", exchange -> answer(exchange, 200, ""));

        assertThat(perform("url", base + "/old"))
                .isEqualTo(new Outcome.Failed("302 instead of 200 from " + base + "/old"));
        assertThat(perform("url", base + "/old", "follow-redirects", "true")).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void method_and_headers_are_sent_with_the_values_of_variables() throws InterruptedException {
        AtomicReference<String> seen = new AtomicReference<>("");
        serve("/", exchange -> {
            seen.set(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("X-Price"));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        site.with(new Secret("API_TOKEN", "s3cret-s3cret$1"));
        Data headers =
                new Data.Mapping(Map.of("Authorization", Data.of("Bearer $API_TOKEN"), "X-Price", Data.of("5$$")));

        assertThat(perform("url", Data.of(base + "/"), "method", Data.of("head"), "headers", headers))
                .isInstanceOf(Outcome.Succeeded.class);
        assertThat(seen).hasValue("HEAD Bearer s3cret-s3cret$1 5$");
    }

    @Test
    void a_header_whose_variable_nobody_declared_is_not_sent() throws InterruptedException {
        Data headers = new Data.Mapping(Map.of("Authorization", Data.of("Bearer $API_TOKEN")));

        assertThat(perform("url", Data.of(base + "/"), "headers", headers))
                .isEqualTo(new Outcome.Failed("the header Authorization needs API_TOKEN, which is not declared"));
    }

    @Test
    void a_secret_that_http_cannot_carry_is_not_shown() throws InterruptedException {
        site.with(new Secret("API_TOKEN", "two\nlines-of-it"));
        Data headers = new Data.Mapping(Map.of("Authorization", Data.of("$API_TOKEN")));

        assertThat(perform("url", Data.of(base + "/"), "headers", headers))
                .isEqualTo(new Outcome.Failed(
                        base + "/ was not asked: a header has a character that HTTP does not allow"));
    }

    @Test
    void a_dead_port_is_said() throws Exception {
        int port = CheckTcpTest.deadPort();

        assertThat(perform("url", "http://127.0.0.1:" + port + "/"))
                .isEqualTo(new Outcome.Failed("nothing listens at http://127.0.0.1:" + port + "/"));
    }

    @Test
    void a_name_that_nobody_knows_is_said() throws InterruptedException {
        assertThat(perform("url", "http://no-such-host.invalid/"))
                .isEqualTo(new Outcome.Failed("the name in http://no-such-host.invalid/ is not known"));
    }

    @Test
    void a_connection_that_breaks_off_is_said() throws InterruptedException {
        serve("/broken", HttpExchange::close);

        assertThat(perform("url", base + "/broken"))
                .isEqualTo(new Outcome.Failed("the connection broke off before " + base + "/broken had answered"));
    }

    @Test
    void a_server_without_tls_does_not_speak_it() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> refuse(plain));
            String url = "https://127.0.0.1:" + plain.getLocalPort() + "/";

            assertThat(perform("url", url)).isEqualTo(new Outcome.Failed(url + " does not speak TLS as it should"));
        }
    }

    /** As nginx does when it is greeted in TLS at a plain port: it answers, and stays until the other side has gone. */
    private static void refuse(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().read(new byte[4096]);
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_step_that_is_stopped_stops_asking() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        serve("/slow", _ -> {
            asked.countDown();
            hang();
        });
        AtomicReference<Object> ended = new AtomicReference<>("not yet");
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                ended.set(perform("url", base + "/slow", "timeout", "60s"));
            } catch (InterruptedException e) {
                ended.set(e);
            }
        });
        asked.await();
        thread.interrupt();
        thread.join();

        assertThat(ended.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void what_cannot_be_right_is_refused_before_anything_runs() {
        assertThat(fault("url", Data.of("http://user:pass@example.com/")))
                .isEqualTo("an address holds no password: give a header such as Authorization: Basic $LOGIN");
        assertThat(fault("url", Data.of(base), "headers", new Data.Mapping(Map.of("Host", Data.of("x")))))
                .isEqualTo("the header Host is set by HTTP itself");
        assertThat(fault("url", Data.of(base), "method", Data.of("head"), "json", Data.of("json.a == 1")))
                .isEqualTo("'json' needs method get: head brings no body");
        assertThat(fault("urls", new Data.Listing(List.of()))).isEqualTo("'urls' is empty");
    }

    @Test
    void the_variables_of_headers_are_known_before() {
        Data headers = new Data.Mapping(Map.of("A", Data.of("$ONE and $$TWO"), "B", Data.of("$ONE")));

        assertThat(action.variables(new Data.Mapping(Map.of("headers", headers))))
                .containsExactly("ONE");
    }

    private String fault(Object... pairs) {
        return action.parameters().check(mapping(pairs)).getFirst().says();
    }

    private Outcome perform(String... pairs) throws InterruptedException {
        Object[] data = new Object[pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            data[i] = i % 2 == 0 ? pairs[i] : Data.of(pairs[i]);
        }
        return perform(data);
    }

    private Outcome perform(Object... pairs) throws InterruptedException {
        return action.perform(action.parameters().bind(mapping(pairs)), site);
    }

    private static Data.Mapping mapping(Object... pairs) {
        Map<String, Data> entries = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            entries.put((String) pairs[i], (Data) pairs[i + 1]);
        }
        return new Data.Mapping(entries);
    }

    private interface Serving {
        void serve(HttpExchange exchange) throws IOException;
    }

    private void serve(String path, Serving serving) {
        server.createContext(path, serving::serve);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        } catch (IOException _) {
            // The client has seen enough.
        }
        exchange.close();
    }

    /** Until the test is over. */
    private void hang() {
        try {
            over.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Longer than a millisecond, by work. */
    private static void busy() {
        long start = System.nanoTime();
        while (System.nanoTime() - start < 5_000_000) {
            Thread.onSpinWait();
        }
    }
}
