package dev.slipway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.traffic.Servers;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** WebSockets, event streams, and bodies that somebody takes slowly or not at all. */
@Tag("real")
class StreamsTest extends Served {
    private static final String UPGRADE = head(
            "GET /ws HTTP/1.1",
            "Host: shop",
            "Connection: keep-alive, Upgrade",
            "Upgrade: WebSocket",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 13");
    private static final String SWITCHING = head(
            "HTTP/1.1 101 Switching Protocols",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    private static final int MEGABYTE = 1 << 20;

    private static String head(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    /** Says everything back. */
    private static void echo(Recorder.Got got, Socket socket) throws IOException {
        Recorder.say(socket, SWITCHING);
        byte[] part = new byte[8192];
        for (int n = got.more().read(part); n >= 0; n = got.more().read(part)) {
            socket.getOutputStream().write(part, 0, n);
        }
        socket.close();
    }

    private static String read(Raw client, int length) throws IOException {
        return new String(client.in().readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    @Test
    void a_websocket_says_everything_back() throws Exception {
        serve(StreamsTest::echo);
        try (Raw client = rig.client()) {
            Raw.Said said = client.ask(UPGRADE);
            assertThat(said.status()).isEqualTo(101);
            assertThat(said.header("upgrade")).isEqualTo("websocket");
            assertThat(said.header("connection")).isEqualToIgnoringCase("upgrade");
            assertThat(said.header("sec-websocket-accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
            for (String message : new String[] {"\u0081\u0002hi", "x".repeat(300_000), "GET / HTTP/1.1\r\n\r\n"}) {
                client.send(message);
                assertThat(read(client, message.length())).isEqualTo(message);
            }
            assertThat(rig.counts().streams()).isEqualTo(1);
            assertThat(rig.counts().inFlight()).isZero();
        }
        rig.untilQuiet();
        assertThat(rig.counts().answered().informed()).isEqualTo(1);
        Recorder.Got got = version.whole().getFirst();
        assertThat(got.header("upgrade")).isEqualTo("websocket");
        assertThat(got.header("connection")).isEqualToIgnoringCase("upgrade");
    }

    @Test
    void a_websocket_whose_client_takes_nothing_is_closed() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        serve(
                (_, socket) -> {
                    Recorder.say(socket, SWITCHING);
                    try {
                        byte[] part = new byte[MEGABYTE];
                        while (true) {
                            socket.getOutputStream().write(part);
                        }
                    } catch (IOException _) {
                        closed.countDown();
                    }
                },
                Shortly.idle());
        try (Raw client = Raw.thatTakesLittle(rig.port())) {
            client.send(UPGRADE);
            assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
            rig.untilQuiet();
        }
    }

    @Test
    void a_websocket_on_which_nobody_speaks_stays() throws Exception {
        serve(StreamsTest::echo, Shortly.idle());
        try (Raw client = rig.client()) {
            assertThat(client.ask(UPGRADE).status()).isEqualTo(101);
            for (int i = 0; i < 3; i++) {
                try (Raw idle = rig.client()) {
                    // Closed when it has been idle for too long.
                    assertThat(idle.rest()).isEmpty();
                }
            }
            client.send("still here");
            assertThat(read(client, 10)).isEqualTo("still here");
        }
    }

    @Test
    void what_is_sent_before_the_websocket_is_agreed_upon_is_not_lost_wherever_it_is_parted() throws Exception {
        serve(StreamsTest::echo);
        String all = UPGRADE + "early\r\n\r\n";
        for (int split = UPGRADE.length() - 4; split <= all.length(); split++) {
            try (Raw client = rig.client()) {
                client.send(all.substring(0, split));
                client.send(all.substring(split));
                assertThat(client.answer().status()).isEqualTo(101);
                assertThat(read(client, 9)).isEqualTo("early\r\n\r\n");
            }
        }
    }

    @Test
    void a_websocket_ends_for_both_when_it_ends_for_one() throws Exception {
        serve((_, socket) -> {
            Recorder.say(socket, SWITCHING + "bye");
            socket.close();
        });
        try (Raw client = rig.client()) {
            assertThat(client.ask(UPGRADE).status()).isEqualTo(101);
            assertThat(client.rest()).isEqualTo("bye");
        }
        rig.untilQuiet();
    }

    @Test
    void a_websocket_that_is_refused_is_an_answer_like_others() throws Exception {
        serve((_, socket) -> Recorder.say(socket, "HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nno"));
        try (Raw client = rig.client()) {
            // What follows may have been meant for the WebSocket: it is no request.
            Raw.Said said = client.ask(UPGRADE + "GET /bad HTTP/1.1\r\nHost: shop\r\n\r\n");
            assertThat(said.status()).isEqualTo(403);
            assertThat(said.header("connection")).isEqualTo("close");
            assertThat(client.rest()).isEmpty();
        }
        assertThat(version.briefs()).containsExactly("GET /ws");
    }

    @Test
    void each_event_of_a_stream_comes_before_the_next_is_made() throws Exception {
        Semaphore next = new Semaphore(0);
        serve((_, socket) -> {
            Recorder.say(socket, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n\r\n");
            for (int i = 0; i < 5; i++) {
                Recorder.say(socket, "data: " + i + "\n\n");
                next.acquireUninterruptibly();
            }
            socket.close();
        });
        try (Raw client = rig.client()) {
            client.send("GET /events HTTP/1.1\r\nHost: shop\r\n\r\n");
            for (int i = 0; i < 5; i++) {
                assertThat(upTo(client, "data: " + i + "\n\n")).endsWith("data: " + i + "\n\n");
                assertThat(rig.counts().streams()).isEqualTo(1);
                assertThat(rig.counts().inFlight()).isZero();
                next.release();
            }
            assertThat(upTo(client, "0\r\n\r\n")).isEqualTo("\r\n0\r\n\r\n");
        }
        rig.untilQuiet();
        assertThat(rig.counts().answered().ok()).isEqualTo(1);
    }

    private static String upTo(Raw client, String end) throws IOException {
        StringBuilder all = new StringBuilder();
        while (all.indexOf(end) < 0) {
            int c = client.in().read();
            if (c < 0) {
                throw new IOException("closed after '" + all + "'");
            }
            all.append((char) c);
        }
        return all.toString();
    }

    /** Sends megabytes until it has sent them all or cannot go on. */
    private static Recorder.Answer flood(int megabytes, AtomicLong sent) {
        return (_, socket) -> {
            Recorder.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + megabytes * (long) MEGABYTE + "\r\n\r\n");
            byte[] part = new byte[64 << 10];
            for (int i = 0; i < megabytes * 16; i++) {
                socket.getOutputStream().write(part);
                sent.addAndGet(part.length);
            }
        };
    }

    /** Until it has come to a stop. */
    private static void untilStuck(AtomicLong sent) throws Exception {
        AtomicLong before = new AtomicLong(-1);
        AtomicLong looks = new AtomicLong();
        Servers.until(() -> {
            boolean same = before.getAndSet(sent.get()) == sent.get() && sent.get() > 0;
            return (same ? looks.incrementAndGet() : looks.updateAndGet(_ -> 0)) >= 40;
        });
    }

    @Test
    void a_client_that_takes_slowly_slows_the_version_down_and_gets_all() throws Exception {
        AtomicLong sent = new AtomicLong();
        serve(flood(64, sent));
        try (Raw client = Raw.thatTakesLittle(rig.port())) {
            client.send("GET / HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n");
            untilStuck(sent);
            assertThat(sent.get()).isLessThan(24L * MEGABYTE);
            upTo(client, "\r\n\r\n");
            assertThat(client.in().skip(0)).isZero();
            assertThat(count(client)).isEqualTo(64L * MEGABYTE);
        }
        rig.untilQuiet();
        assertThat(rig.counts().answered().ok()).isEqualTo(1);
    }

    private static long count(Raw client) throws IOException {
        byte[] part = new byte[64 << 10];
        long all = 0;
        for (int n = client.in().read(part); n >= 0; n = client.in().read(part)) {
            all += n;
        }
        return all;
    }

    @Test
    void a_client_that_never_reads_is_given_up_and_counted() throws Exception {
        AtomicLong sent = new AtomicLong();
        serve(flood(64, sent), Shortly.idle());
        try (Raw client = Raw.thatTakesLittle(rig.port())) {
            client.send("GET / HTTP/1.1\r\nHost: shop\r\n\r\n");
            Servers.until(() -> rig.counts().aborted() == 1);
        }
        assertThat(sent.get()).isLessThan(24L * MEGABYTE);
        rig.untilQuiet();
    }

    @Test
    void a_version_that_takes_slowly_slows_the_client_down_and_gets_all() throws Exception {
        Semaphore go = new Semaphore(0);
        AtomicLong sent = new AtomicLong();
        // A recorder would read the body first: this one is told when to.
        try (var server = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            version = Recorder.start();
            rig = Rig.start(folder).serving(dev.slipway.route.Endpoint.local(server.getLocalPort()));
            Thread.ofVirtual().start(() -> takeAll(server, go));
            try (Raw client = rig.client()) {
                client.send("POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: " + 64L * MEGABYTE + "\r\n\r\n");
                Thread sending = Thread.ofVirtual().start(() -> sendAll(client, sent));
                untilStuck(sent);
                assertThat(sent.get()).isLessThan(24L * MEGABYTE);
                go.release();
                sending.join();
                assertThat(client.answer().body()).isEqualTo(Long.toString(64L * MEGABYTE));
            }
        }
    }

    private static void sendAll(Raw client, AtomicLong sent) {
        byte[] part = new byte[64 << 10];
        try {
            for (int i = 0; i < 64 * 16; i++) {
                client.send(part);
                sent.addAndGet(part.length);
            }
        } catch (IOException _) {
            // The count shows it.
        }
    }

    private static void takeAll(java.net.ServerSocket server, Semaphore go) {
        try (Socket socket = server.accept()) {
            go.acquireUninterruptibly();
            var in = new java.io.BufferedInputStream(socket.getInputStream(), 64 << 10);
            int ends = 0;
            while (ends < 4) {
                ends = in.read() == "\r\n\r\n".charAt(ends) ? ends + 1 : 0;
            }
            in.skipNBytes(64L * MEGABYTE);
            String said = Long.toString(64L * MEGABYTE);
            Recorder.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + said.length() + "\r\n\r\n" + said);
        } catch (IOException _) {
            // The client's answer shows it.
        }
    }
}
