package dev.slipway.actions.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.base.Data;
import dev.slipway.base.Secret;
import dev.slipway.hands.FakeSite;
import dev.slipway.run.Outcome;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadHttpTest {
    private final LoadHttp action = new LoadHttp();
    private final FakeSite site = new FakeSite();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private String base;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        base = "http://127.0.0.1:" + server.getAddress().getPort();
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    private interface Answering {
        int status(HttpExchange exchange) throws InterruptedException;
    }

    private void serve(Answering answering) {
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(answering.status(exchange), -1);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private Outcome perform(Object... pairs) throws InterruptedException {
        Map<String, Data> given = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            given.put((String) pairs[i], pairs[i + 1] instanceof Data data ? data : Data.of((String) pairs[i + 1]));
        }
        Data.Mapping parameters = new Data.Mapping(given);
        assertThat(action.parameters().check(parameters)).isEmpty();
        return action.perform(action.parameters().bind(parameters), site);
    }

    private static Data mapping(String key, String value) {
        return new Data.Mapping(Map.of(key, Data.of(value)));
    }

    private static double number(Outcome outcome, String name) {
        Outcome.Succeeded succeeded = (Outcome.Succeeded) outcome;
        return Double.parseDouble(
                Objects.requireNonNull(succeeded.outputs().get(name)).plain());
    }

    @Test
    void requests_leave_whatever_the_answers_do() throws InterruptedException {
        // No request is answered before the last has come.
        CountDownLatch all = new CountDownLatch(20);
        serve(_ -> {
            all.countDown();
            all.await();
            return 200;
        });

        Outcome outcome = perform("url", base, "rate", new Data.Num(new BigDecimal(20)), "duration", "1s");

        assertThat(number(outcome, "requests")).isEqualTo(20);
        assertThat(number(outcome, "errors")).isZero();
        assertThat(number(outcome, "max")).isGreaterThan(0.9);
    }

    @Test
    void a_slow_server_is_measured_from_the_plan_and_not_from_the_sending() throws InterruptedException {
        // Each answer takes a tenth of a second, and twice as many are planned as one connection brings.
        serve(_ -> over.await(100, TimeUnit.MILLISECONDS) ? 503 : 200);

        Outcome outcome =
                perform("url", base, "rate", "20/s", "duration", "1s", "connections", new Data.Num(BigDecimal.ONE));

        assertThat(number(outcome, "p50")).isGreaterThan(0.4);
        assertThat(number(outcome, "p99")).isGreaterThan(0.95);
        assertThat(site.said()).anyMatch(line -> line.endsWith("left more than 10 ms late; their waiting is counted"));
    }

    @Test
    void a_server_that_stops_answering_fails_all_that_was_planned_after_it() throws InterruptedException {
        AtomicInteger come = new AtomicInteger();
        serve(_ -> {
            if (come.incrementAndGet() > 10) {
                over.await();
            }
            return 200;
        });

        Outcome outcome = perform(
                "url", base, "rate", "50/s", "duration", "1s", "timeout", "2s", "at-most", mapping("errors", "1%"));

        assertThat(outcome).isEqualTo(new Outcome.Failed("40 of 50 requests failed (80 %), where 1 % is the most"));
        assertThat(site.said()).contains("40 not answered in time");
        assertThat(site.notes())
                .singleElement()
                .asString()
                .startsWith("Load: 50 sent, 10 answered (2xx 10), 40 errors (80 %)");
    }

    @Test
    void what_cannot_leave_in_its_time_is_an_error_and_the_end_is_not_put_off() throws InterruptedException {
        serve(_ -> {
            over.await();
            return 200;
        });

        assertThat(perform(
                        "url",
                        base,
                        "rate",
                        "50/s",
                        "duration",
                        "500ms",
                        "timeout",
                        "300ms",
                        "connections",
                        new Data.Num(BigDecimal.TWO)))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.reason())
                                .startsWith("none of 25 requests was answered: ")
                                .contains("never left: all connections were busy for the whole timeout"));
    }

    @Test
    void a_wrong_status_is_an_error_and_the_right_ones_can_be_said() throws InterruptedException {
        serve(_ -> 404);
        Data none = mapping("errors", "0%");

        assertThat(perform("url", base, "rate", "50/s", "duration", "100ms", "at-most", none))
                .isEqualTo(new Outcome.Failed("5 of 5 requests failed (100 %), where none is the most"));
        assertThat(perform(
                        "url",
                        base,
                        "rate",
                        "50/s",
                        "duration",
                        "100ms",
                        "at-most",
                        none,
                        "expect",
                        new Data.Num(new BigDecimal(404))))
                .isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void requests_are_marked_and_go_to_the_addresses_in_turn_with_headers_and_body() throws InterruptedException {
        ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
        serve(exchange -> {
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("X-Slipway-Load") + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("Content-Length"));
            return 200;
        });
        site.with(new Secret("TOKEN", "s3cret-token"));

        perform(
                "urls",
                new Data.Listing(List.of(Data.of(base + "/a"), Data.of(base + "/b"))),
                "rate",
                "20/s",
                "duration",
                "200ms",
                "method",
                "post",
                "body",
                "four",
                "headers",
                mapping("Authorization", "Bearer $TOKEN"));

        assertThat(seen)
                .containsExactlyInAnyOrder(
                        "POST /a r000000 Bearer s3cret-token 4",
                        "POST /b r000000 Bearer s3cret-token 4",
                        "POST /a r000000 Bearer s3cret-token 4",
                        "POST /b r000000 Bearer s3cret-token 4");
    }

    @Test
    void nobody_there_is_a_failure_also_where_nothing_was_demanded() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(perform("url", "http://127.0.0.1:" + port, "rate", "50/s", "duration", "100ms"))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.reason())
                                .startsWith("none of 5 requests was answered: 5 broken: nothing listens there"));
    }

    @Test
    void a_secret_that_is_not_declared_or_cannot_be_sent_is_said_before_anything_is_asked()
            throws InterruptedException {
        Object[] given = {
            "url", base, "rate", "50/s", "duration", "1s", "headers", mapping("Authorization", "Bearer $TOKEN")
        };
        assertThat(perform(given))
                .isEqualTo(new Outcome.Failed("the header Authorization needs TOKEN, which is not declared"));

        site.with(new Secret("TOKEN", "two\nlines"));
        assertThat(perform(given))
                .isEqualTo(new Outcome.Failed(
                        "it could not be asked: a header or the address has a character that HTTP forbids"));
    }

    @Test
    void a_stop_ends_it_at_once() throws Exception {
        CountDownLatch come = new CountDownLatch(5);
        serve(_ -> {
            come.countDown();
            over.await();
            return 200;
        });
        FutureTask<Boolean> load = new FutureTask<>(() -> {
            try {
                perform("url", base, "rate", "50/s", "duration", "1h", "timeout", "1h");
                return false;
            } catch (InterruptedException _) {
                return true;
            }
        });
        Thread step = Thread.ofVirtual().start(load);
        come.await();
        step.interrupt();

        assertThat(load.get(20, TimeUnit.SECONDS)).isTrue();
    }
}
