package dev.slipway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hands.Traffic.Live;
import dev.slipway.route.Endpoint;
import dev.slipway.route.RoutePlan;
import dev.slipway.traffic.embedded.EmbeddedFront;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies of 200 MB through a process that has 256 MB, several of them at a time. */
@Tag("real")
class BodiesTest {
    private static final int SIZE = 200_000_000;
    private static final int PART = 64 << 10;

    @TempDir
    private Path folder;

    private ServerSocket version;
    private EmbeddedFront front;

    @BeforeEach
    void begin() throws Exception {
        version = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
        front = EmbeddedFront.start(folder);
        Live live = front.driver().read();
        front.driver()
                .apply(RoutePlan.only(Rig.BLUE, List.of(Endpoint.local(version.getLocalPort()))), live.generation());
    }

    @AfterEach
    void end() throws Exception {
        front.close();
        version.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = version.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    /** Takes what is sent, and says so much back as the target asks for, with a length or in chunks. */
    private static void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), PART);
            String head = head(in);
            long taken = 0;
            if (head.toLowerCase(java.util.Locale.ROOT).contains("transfer-encoding")) {
                for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
                    in.skipNBytes(size);
                    line(in);
                    taken += size;
                }
                line(in);
            } else if (head.startsWith("POST")) {
                in.skipNBytes(SIZE);
                taken = SIZE;
            }
            OutputStream out = socket.getOutputStream();
            if (head.startsWith("GET")) {
                say(out, "HTTP/1.1 200 OK\r\nContent-Length: " + SIZE + "\r\n\r\n");
                send(out, SIZE);
            } else {
                String said = Long.toString(taken);
                say(out, "HTTP/1.1 200 OK\r\nContent-Length: " + said.length() + "\r\n\r\n" + said);
            }
        } catch (IOException _) {
            // The client's answer shows it.
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void send(OutputStream out, long length) throws IOException {
        byte[] part = new byte[PART];
        for (long left = length; left > 0; left -= PART) {
            out.write(part, 0, (int) Math.min(left, PART));
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            head.append(line).append('\n');
        }
        return head.toString();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private long download() throws IOException {
        try (Raw client = Raw.to(front.port())) {
            client.send("GET / HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n");
            head(client.in());
            byte[] part = new byte[PART];
            long all = 0;
            for (int n = client.in().read(part); n >= 0; n = client.in().read(part)) {
                all += n;
            }
            return all;
        }
    }

    private long upload(String framing) throws IOException {
        try (Raw client = Raw.to(front.port())) {
            client.send("POST / HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n" + framing + "\r\n\r\n");
            byte[] part = new byte[PART];
            boolean chunked = framing.startsWith("T");
            for (int left = SIZE; left > 0; left -= PART) {
                int length = Math.min(left, PART);
                if (chunked) {
                    client.send(Integer.toHexString(length) + "\r\n");
                }
                client.send(length == PART ? part : new byte[length]);
                if (chunked) {
                    client.send("\r\n");
                }
            }
            return Long.parseLong(client.ask(chunked ? "0\r\n\r\n" : "").body());
        }
    }

    @Test
    void bodies_that_are_larger_than_the_memory_pass_both_ways() throws Exception {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> all = new ArrayList<>();
            all.add(clients.submit(this::download));
            all.add(clients.submit(this::download));
            all.add(clients.submit(() -> upload("Content-Length: " + SIZE)));
            all.add(clients.submit(() -> upload("Transfer-Encoding: chunked")));
            for (Future<Long> each : all) {
                assertThat(each.get()).isEqualTo(SIZE);
            }
        }
        assertThat(front.process().isAlive()).isTrue();
    }
}
