package dev.slipway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.traffic.Servers;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/2 in front, in plain and over TLS; behind it is HTTP/1.1 all the same. */
@Tag("real")
class Http2Test {

    @TempDir
    private Path folder;

    private Recorder version;

    @BeforeEach
    void begin() throws Exception {
        version = Recorder.start((got, socket) -> {
            String said = got.brief();
            Recorder.say(
                    socket,
                    "HTTP/1.1 200 OK\r\nX-Mine: yes\r\nConnection: keep-alive\r\nContent-Length: " + said.length()
                            + "\r\n\r\n" + said);
        });
    }

    @AfterEach
    void end() throws Exception {
        version.close();
    }

    @Test
    void requests_without_a_negotiation_are_served_many_at_a_time() throws Exception {
        try (Rig rig = Rig.start(folder).serving(version.endpoint());
                Http2Client client = new Http2Client(rig.port())) {
            Map<String, CompletableFuture<Http2Client.Said>> answers = new LinkedHashMap<>();
            for (int i = 0; i < 50; i++) {
                answers.put("GET /" + i, client.ask(Http2Client.headers("GET", "/" + i), ""));
                String body = "b".repeat(i * 1000 + 1);
                answers.put("POST /" + i + " " + body, client.ask(Http2Client.headers("POST", "/" + i), body));
            }
            for (Map.Entry<String, CompletableFuture<Http2Client.Said>> each : answers.entrySet()) {
                Http2Client.Said said = each.getValue().get(20, TimeUnit.SECONDS);
                assertThat(said.status()).isEqualTo("200");
                assertThat(said.body()).isEqualTo(each.getKey());
                assertThat(said.headers().get("x-mine")).hasToString("yes");
                assertThat(said.headers().get("connection")).isNull();
            }
            rig.untilQuiet();
            assertThat(rig.counts().answered().ok()).isEqualTo(100);
        }
        Recorder.Got got = version.whole().getFirst();
        assertThat(got.header("host")).isEqualTo("shop");
        assertThat(got.head().toLowerCase(java.util.Locale.ROOT)).doesNotContain("x-http2");
    }

    private static Map<String, Http2Headers> bad() {
        Map<String, Http2Headers> all = new LinkedHashMap<>();
        all.put("a coding", post().add("transfer-encoding", "chunked"));
        all.put("another length", post().add("content-length", "2"));
        all.put("two lengths", post().add("content-length", "4").add("content-length", "5"));
        all.put("a negative length", post().add("content-length", "-4"));
        all.put("Connection", post().add("connection", "close"));
        all.put("an upgrade", post().add("upgrade", "websocket"));
        all.put("capitals", post().add("X-Big", "1"));
        all.put("a line's end in a value", post().add("x", "a\r\nb: c"));
        all.put("NUL in a value", post().add("x", "a\0b"));
        all.put("a line's end in a name", post().add("x\r\ny", "z"));
        all.put("a space in a name", post().add("x y", "z"));
        all.put("a colon in a name", post().add("x:y", "z"));
        all.put("another host beside", post().add("host", "evil"));
        all.put("a path with a line's end", post().path("/ HTTP/1.1\r\nX: y\r\n\r\n"));
        all.put("a path with a space", post().path("/a b"));
        all.put("a path of another host", post().path("http://evil/"));
        all.put("an empty path", post().path(""));
        all.put("a method with a space", post().method("GET / HTTP/1.1"));
        all.put("CONNECT", new DefaultHttp2Headers(false).method("CONNECT").authority("shop:443"));
        all.put("TRACE", post().method("TRACE"));
        all.put("a host with a path", post().authority("shop/x"));
        all.put("a host with a user", post().authority("user@shop"));
        all.put("an unknown pseudo header", post().add(":x", "y"));
        all.put("a length with an underscore", post().add("content_length", "4"));
        Http2Headers many = post();
        for (int i = 0; i < 120; i++) {
            many.add("x" + i, "y");
        }
        all.put("many headers", many);
        all.put("long headers", post().add("x", "y".repeat(17_000)));
        return all;
    }

    private static Http2Headers post() {
        return Http2Client.headers("POST", "/bad");
    }

    @Test
    void what_is_not_allowed_is_refused_and_reaches_nobody() throws Exception {
        List<String> wrong = new ArrayList<>();
        try (Rig rig = Rig.start(folder).serving(version.endpoint())) {
            for (Map.Entry<String, Http2Headers> each : bad().entrySet()) {
                try (Http2Client client = new Http2Client(rig.port())) {
                    Http2Client.Said said = client.ask(each.getValue(), "abcd").get(20, TimeUnit.SECONDS);
                    if (!said.status().matches("4..|50[15]|reset|closed")) {
                        wrong.add(each.getKey() + ": " + said);
                    }
                }
                version.whole().forEach(got -> wrong.add(each.getKey() + ": the version got " + got));
                version.forget();
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void one_that_leaves_says_so_and_serves_what_has_begun() throws Exception {
        var held = new java.util.concurrent.CountDownLatch(1);
        try (Recorder slow = Recorder.start((_, socket) -> {
                    awaited(held);
                    Recorder.say(socket, Recorder.OK);
                });
                Rig rig = Rig.start(folder).serving(slow.endpoint());
                Http2Client client = new Http2Client(rig.port())) {
            CompletableFuture<Http2Client.Said> answer = client.ask(Http2Client.headers("GET", "/slow"), "");
            Servers.until(() -> slow.whole().size() == 1);
            rig.proxy().leave();
            held.countDown();
            assertThat(answer.get(20, TimeUnit.SECONDS).body()).isEqualTo("ok");
            assertThat(rig.proxy().awaitEnd()).isEqualTo(Proxy.Ending.STOPPED);
            Servers.until(() -> !client.isOpen());
        }
    }

    private static void awaited(java.util.concurrent.CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
