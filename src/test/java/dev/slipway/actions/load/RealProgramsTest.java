package dev.slipway.actions.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.base.Data;
import dev.slipway.hands.FakeSite;
import dev.slipway.places.local.LocalPlace;
import dev.slipway.run.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real ab and hey against a server. k6 is in no package of Debian; its part is tested against what it documents. */
@Tag("real")
class RealProgramsTest {
    private final LoadHttp action = new LoadHttp();
    private final AtomicInteger marked = new AtomicInteger();
    private final AtomicInteger all = new AtomicInteger();

    @TempDir
    private Path folder;

    private FakeSite site;
    private HttpServer server;
    private String url;

    @BeforeEach
    void start() throws IOException {
        site = new FakeSite(new LocalPlace(folder.resolve("state"), folder));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        url = "http://127.0.0.1:" + server.getAddress().getPort();
        // Each tenth fails.
        server.createContext("/", exchange -> {
            try (exchange) {
                String mark = exchange.getRequestHeaders().getFirst("X-Slipway-Load");
                marked.addAndGet("r000000".equals(mark) ? 1 : 0);
                exchange.sendResponseHeaders(all.incrementAndGet() % 10 == 0 ? 503 : 200, -1);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Outcome perform(String address, String... more) throws InterruptedException {
        Map<String, Data> given = new LinkedHashMap<>();
        given.put("url", Data.of(address));
        given.put("connections", Data.of(4));
        for (int i = 0; i < more.length; i += 2) {
            given.put(more[i], Data.of(more[i + 1]));
        }
        Data.Mapping parameters = new Data.Mapping(given);
        assertThat(action.parameters().check(parameters)).isEmpty();
        return action.perform(action.parameters().bind(parameters), site);
    }

    private static double number(Outcome outcome, String name) {
        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
        return Double.parseDouble(
                Objects.requireNonNull(((Outcome.Succeeded) outcome).outputs().get(name))
                        .plain());
    }

    @Test
    void hey_sends_what_was_planned_marked_and_each_answer_is_counted() throws InterruptedException {
        Outcome outcome = perform(url, "tool", "hey", "rate", "40/s", "duration", "1s");

        assertThat(number(outcome, "requests")).isEqualTo(40);
        assertThat(number(outcome, "answered")).isEqualTo(40);
        assertThat(number(outcome, "errors")).isEqualTo(4);
        assertThat(number(outcome, "max")).isPositive();
        assertThat(marked).hasValue(40);
    }

    @Test
    void ab_asks_marked_for_as_long_as_was_said() throws InterruptedException {
        Outcome outcome = perform(url, "tool", "ab", "duration", "1s");

        double requests = number(outcome, "requests");
        assertThat(number(outcome, "answered")).isEqualTo(requests);
        // It stops counting at the end of the time, where some of its four connections still wait.
        assertThat(number(outcome, "errors")).isBetween(Math.floor(requests / 10) - 4, Math.ceil(requests / 10));
        assertThat(marked.doubleValue()).isBetween(requests, requests + 4);
        assertThat(number(outcome, "p50")).isPositive();
        assertThat(number(outcome, "max")).isGreaterThanOrEqualTo(number(outcome, "p99"));
    }

    @Test
    void where_nothing_listens_both_say_that_nothing_was_answered() throws Exception {
        String nowhere;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nowhere = "http://127.0.0.1:" + free.getLocalPort() + "/";
        }

        assertThat(perform(nowhere, "tool", "hey", "rate", "20/s", "duration", "1s"))
                .isEqualTo(new Outcome.Failed(
                        "none of 20 requests was answered:" + " 20 broken: no answer, of which hey does not say why"));
        assertThat(perform(nowhere, "tool", "ab", "duration", "1s"))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.reason())
                                .matches("none of \\d+ requests was answered:"
                                        + " \\d+ broken: no connection, or it broke off"));
    }
}
