package dev.slipway.actions.judge;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A page of metrics in the binary form, which alone has native histograms: requests, none of them bad, in two buckets. */
final class NativePage implements AutoCloseable {
    /** Each bucket is 2^(1/8) times as wide as the one before. */
    private static final int SCHEMA = 3;

    private final HttpServer server;
    private final String version;
    private long fast;
    private long slow;
    private int looks;

    NativePage(String version) throws IOException {
        this.version = version;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/metrics", exchange -> {
            byte[] body = page();
            exchange.getResponseHeaders()
                    .set(
                            "Content-Type",
                            "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
                                    + " encoding=delimited");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Fast ones take a quarter of a second at most, slow ones a second at most. */
    synchronized NativePage add(long moreFast, long moreSlow) {
        fast += moreFast;
        slow += moreSlow;
        return this;
    }

    synchronized int looks() {
        return looks;
    }

    private synchronized byte[] page() {
        looks++;
        Message counter = new Message()
                .message(1, new Message().text(1, "version").text(2, version))
                .message(1, new Message().text(1, "code").text(2, "200"))
                .message(3, new Message().number(1, (double) (fast + slow)));
        // Bucket 0 ends at 1 second, bucket -16 at a quarter of one.
        Message histogram = new Message()
                .whole(1, fast + slow)
                .number(2, fast * 0.25 + slow)
                .whole(5, zigzag(SCHEMA))
                .number(6, 1e-9)
                .whole(7, 0)
                .message(12, new Message().whole(1, zigzag(-16)).whole(2, 1))
                .message(12, new Message().whole(1, zigzag(15)).whole(2, 1))
                .whole(13, zigzag(fast))
                .whole(13, zigzag(slow - fast));
        Message timed = new Message()
                .message(1, new Message().text(1, "version").text(2, version))
                .message(7, histogram);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        family("http_requests_total", 0, counter).delimited(all);
        family("request_seconds", 4, timed).delimited(all);
        return all.toByteArray();
    }

    private static Message family(String name, int type, Message metric) {
        return new Message().text(1, name).text(2, name).whole(3, type).message(4, metric);
    }

    private static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** A message of protocol buffers, field by field. */
    private static final class Message {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Message whole(int field, long value) {
            varint(bytes, (long) field << 3);
            varint(bytes, value);
            return this;
        }

        Message number(int field, double value) {
            varint(bytes, ((long) field << 3) | 1);
            bytes.writeBytes(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putDouble(value)
                    .array());
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.bytes.toByteArray());
        }

        private Message bytes(int field, byte[] value) {
            varint(bytes, ((long) field << 3) | 2);
            varint(bytes, value.length);
            bytes.writeBytes(value);
            return this;
        }

        void delimited(ByteArrayOutputStream out) {
            varint(out, bytes.size());
            out.writeBytes(bytes.toByteArray());
        }

        private static void varint(ByteArrayOutputStream out, long value) {
            long left = value;
            while ((left & ~0x7FL) != 0) {
                out.write((int) ((left & 0x7F) | 0x80));
                left >>>= 7;
            }
            out.write((int) left);
        }
    }
}
