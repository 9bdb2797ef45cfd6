package dev.slipway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.slipway.traffic.Servers;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients and versions that would fill the memory or take for ever: what they can hold on to is bounded, and they are counted. */
@Tag("real")
@Timeout(60)
class StrainTest extends Served {
    private static final String GET = "GET /a HTTP/1.1\r\nHost: shop\r\n\r\n";

    /** {@code bin/bench traffic idle} makes 10,000, to a proxy in a process of its own. */
    private static final int FEWEST_IDLE = 2_000;

    private static final int MOST_IDLE = 4_000;
    private static final int FILES_OF_OTHERS = 500;
    private static final int MEGABYTE = 1 << 20;
    private static final int READERS = 40;

    /** Both ends of each are files of this process. */
    private static int idle() {
        UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long free = system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount() - FILES_OF_OTHERS;
        return (int) Math.min(MOST_IDLE, free / 2);
    }

    @Test
    void thousands_of_idle_connections_keep_nobody_from_being_served_and_cost_no_buffers() throws Exception {
        int wanted = idle();
        assertThat(wanted)
                .as("the limit of open files (ulimit -n) is for " + wanted + " connections")
                .isGreaterThanOrEqualTo(FEWEST_IDLE);
        serve(Served::ok);
        long before = PooledByteBufAllocator.DEFAULT.pinnedDirectMemory();
        List<Raw> idle = new ArrayList<>();
        try {
            while (idle.size() < wanted) {
                idle.add(rig.client());
            }
            assertThat(idle.getFirst().ask(GET).status()).isEqualTo(200);
            idle.get(1).send("GET / HTTP/1.1\r\nX: ");
            assertThat(rig.get("/a").status()).isEqualTo(200);
            assertThat(idle.getLast().ask(GET).status()).isEqualTo(200);
            Servers.until(() -> rig.driver().figures().contains("\nslipway_proxy_connections " + wanted + "\n"));
            assertThat(PooledByteBufAllocator.DEFAULT.pinnedDirectMemory() - before)
                    .as("bytes of buffers for " + wanted + " connections")
                    .isLessThan(4L * MEGABYTE);
        } finally {
            for (Raw each : idle) {
                each.close();
            }
        }
        Servers.until(() -> rig.driver().figures().contains("\nslipway_proxy_connections 0\n"));
    }

    @Test
    void a_head_that_trickles_is_never_idle_and_still_ends_at_its_deadline() throws Exception {
        serve(Served::ok, Shortly.head());
        try (Raw client = rig.client().send("GET / HTTP/1.1\r\nHost: shop\r\nX: ")) {
            CountDownLatch over = new CountDownLatch(1);
            Thread trickle = Thread.ofVirtual().start(() -> {
                while (over.getCount() > 0) {
                    client.sendIfOpen("x");
                    LockSupport.parkNanos(5_000_000);
                }
            });
            assertThat(client.answer().status()).isEqualTo(408);
            over.countDown();
            trickle.join();
        }
        assertThat(version.whole()).isEmpty();
    }

    /** Each is cut off after half of what it promises. */
    private static final Map<String, String> HALVES = Map.of(
            "/length", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabcde",
            "/chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\nabcde");

    /** How a version stops in the middle of its answer. */
    private interface Cut {
        void off(Socket socket) throws IOException;
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private void cutShort(Cut cut) throws Exception {
        CountDownLatch halfIsThere = new CountDownLatch(HALVES.size());
        serve(
                (got, socket) -> {
                    String half = HALVES.get(got.target());
                    Recorder.say(socket, half == null ? Recorder.OK : half);
                    if (half != null) {
                        awaited(halfIsThere);
                        cut.off(socket);
                    }
                },
                Limits.USUAL);
        List<Raw> clients = new ArrayList<>();
        for (String target : HALVES.keySet()) {
            Raw client = rig.client().send("GET " + target + " HTTP/1.1\r\nHost: shop\r\n\r\n");
            clients.add(client);
            // What came before is passed on: it is in the middle of the body that the version stops.
            String begun = "";
            while (!begun.endsWith("abcde")) {
                int next = client.in().read();
                assertThat(next).isNotNegative();
                begun += (char) next;
            }
            halfIsThere.countDown();
        }
        for (Raw client : clients) {
            try (client) {
                assertThat(client.rest().replace("\r\n", "")).isEmpty();
            }
        }
        rig.untilQuiet();
        assertThat(rig.counts().broken()).isEqualTo(HALVES.size());
        assertThat(rig.counts().answered().ok()).isZero();
        assertThat(rig.get("/a").body()).isEqualTo("ok");
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_version_that_resets_in_the_middle_of_a_body_ends_its_client_and_is_counted() throws Exception {
        cutShort(StrainTest::reset);
    }

    @Test
    void a_version_that_ends_its_side_in_the_middle_of_a_body_ends_its_client_and_is_counted() throws Exception {
        cutShort(Socket::shutdownOutput);
    }

    @Test
    void a_reset_in_the_middle_of_a_body_ends_one_request_of_http2_and_not_the_others() throws Exception {
        CountDownLatch both = new CountDownLatch(1);
        serve(
                (got, socket) -> {
                    if (got.target().equals("/length")) {
                        Recorder.say(socket, String.valueOf(HALVES.get("/length")));
                        awaited(both);
                        reset(socket);
                    } else {
                        Recorder.say(socket, Recorder.OK);
                    }
                },
                Limits.USUAL);
        try (Http2Client client = new Http2Client(rig.port())) {
            CompletableFuture<Http2Client.Said> half = client.ask(Http2Client.headers("GET", "/length"), "");
            assertThat(client.get("/a").body()).isEqualTo("ok");
            both.countDown();
            assertThat(half.get(20, TimeUnit.SECONDS).status()).isEqualTo("reset");
            assertThat(client.get("/a").body()).isEqualTo("ok");
        }
        rig.untilQuiet();
        assertThat(rig.counts().broken()).isEqualTo(1);
    }

    @Test
    void clients_that_never_read_hold_a_bounded_part_of_the_memory() throws Exception {
        AtomicLong sent = new AtomicLong();
        serve(
                (_, socket) -> {
                    Recorder.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + 64L * MEGABYTE + "\r\n\r\n");
                    byte[] part = new byte[64 << 10];
                    for (int i = 0; i < 64 * 16; i++) {
                        socket.getOutputStream().write(part);
                        sent.addAndGet(part.length);
                    }
                },
                Limits.USUAL);
        long before = PooledByteBufAllocator.DEFAULT.pinnedDirectMemory();
        List<Raw> clients = new ArrayList<>();
        try {
            for (int i = 0; i < READERS; i++) {
                clients.add(Raw.thatTakesLittle(rig.port()).send(GET));
            }
            Servers.until(() -> rig.counts().inFlight() == READERS);
            AtomicLong last = new AtomicLong();
            AtomicLong same = new AtomicLong();
            Servers.until(() -> {
                boolean still = last.getAndSet(sent.get()) == sent.get() && sent.get() > 0;
                return (still ? same.incrementAndGet() : same.updateAndGet(_ -> 0)) >= 40;
            });
            assertThat((PooledByteBufAllocator.DEFAULT.pinnedDirectMemory() - before) / READERS)
                    .as("bytes that lie here for each client")
                    .isLessThan(4L * Limits.WATER_HIGH);
        } finally {
            for (Raw client : clients) {
                client.vanish();
            }
        }
        Servers.until(() -> rig.counts().aborted() == READERS);
        rig.untilQuiet();
    }

    /** Some asked so for a hundred thousand requests a second without ever having two at a time. */
    @Test
    void one_who_asks_by_http2_and_takes_it_back_at_once_is_shown_out() throws Exception {
        serve(Served::ok);
        StringBuilder flood = new StringBuilder(BEGIN_HTTP2);
        for (int stream = 1; stream < 2_000; stream += 2) {
            flood.append(frame(HEADERS, END_HEADERS | END_STREAM, stream, HEAD_OF_GET));
            flood.append(frame(RST_STREAM, 0, stream, "\0\0\0\b"));
        }
        try (Raw client = rig.client()) {
            client.sendIfOpen(flood.toString());
            // It ends; whether its last word comes through depends on what is still on its way.
            client.rest();
        }
        rig.untilQuiet();
        assertThat(version.whole()).hasSizeLessThan(500);
        assertThat(rig.get("/a").body()).isEqualTo("ok");
    }

    @Test
    void a_head_of_http2_without_an_end_is_refused_before_it_fills_anything() throws Exception {
        serve(Served::ok);
        try (Raw client = rig.client()) {
            client.send(BEGIN_HTTP2 + frame(HEADERS, END_STREAM, 1, HEAD_OF_GET));
            // A header that is in no table: its name of one letter, its value of a hundred.
            String header = "\0\1x\144" + "y".repeat(100);
            for (int i = 0; i < 5_000; i++) {
                client.sendIfOpen(frame(CONTINUATION, 0, 1, header));
            }
            client.rest();
        }
        assertThat(version.whole()).isEmpty();
        assertThat(rig.get("/a").body()).isEqualTo("ok");
    }

    @Test
    void a_client_of_http2_that_gives_no_room_for_its_answer_is_given_up_and_counted() throws Exception {
        serve(
                (_, socket) -> {
                    Recorder.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + MEGABYTE + "\r\n\r\n");
                    socket.getOutputStream().write(new byte[MEGABYTE]);
                },
                Shortly.idle());
        try (Raw client = rig.client()) {
            client.send(BEGIN_HTTP2 + frame(HEADERS, END_HEADERS | END_STREAM, 1, HEAD_OF_GET));
            Servers.until(() -> rig.counts().aborted() == 1);
        }
        rig.untilQuiet();
    }

    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int CONTINUATION = 9;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final String BEGIN_HTTP2 = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(SETTINGS, 0, 0, "");

    /** GET, http and / are in HTTP/2's table of headers, and so is the name of the host. */
    private static final String HEAD_OF_GET = "\u0082\u0086\u0084A\4shop";

    /** One character a byte. */
    private static String frame(int type, int flags, int stream, String payload) {
        int length = payload.length();
        return "" + (char) (length >> 16) + (char) (length >> 8 & 0xff) + (char) (length & 0xff) + (char) type
                + (char) flags + (char) (stream >> 24) + (char) (stream >> 16 & 0xff) + (char) (stream >> 8 & 0xff)
                + (char) (stream & 0xff) + payload;
    }
}
