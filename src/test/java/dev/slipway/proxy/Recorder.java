package dev.slipway.proxy;

import dev.slipway.route.Endpoint;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A version that keeps every request that came to it whole, and answers as it is told. Requests to {@code /probe} are answered
 * and not kept, nor are their connections.
 */
final class Recorder implements AutoCloseable {
    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static final int BACKLOG = 2048;

    private final ServerSocket server;
    private final Answer answer;
    private final Queue<Got> whole = new ConcurrentLinkedQueue<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();

    /** What is done with a request; the connection has another one unless the socket is closed. */
    interface Answer {
        void to(Got got, Socket socket) throws IOException;
    }

    /**
     * @param connection the number of the connection, from 1
     * @param more what the client sends behind it
     */
    record Got(int connection, String head, String body, InputStream more) {

        /** Method, target and body. */
        String brief() {
            String line = head.substring(0, head.indexOf('\r'));
            return line.replace(" HTTP/1.1", "") + (body.isEmpty() ? "" : " " + body);
        }

        String target() {
            return head.split(" ", 3)[1];
        }

        boolean has(String header) {
            return head.toLowerCase(Locale.ROOT).contains("\r\n" + header.toLowerCase(Locale.ROOT) + ":");
        }

        String header(String name) {
            String lower = head.toLowerCase(Locale.ROOT);
            int at = lower.indexOf("\r\n" + name.toLowerCase(Locale.ROOT) + ":");
            return at < 0
                    ? ""
                    : head.substring(at + name.length() + 3, head.indexOf("\r\n", at + 2))
                            .strip();
        }
    }

    private Recorder(ServerSocket server, Answer answer) {
        this.server = server;
        this.answer = answer;
    }

    static Recorder start() throws IOException {
        return start((_, socket) -> say(socket, OK));
    }

    static Recorder start(Answer answer) throws IOException {
        Recorder recorder = new Recorder(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), answer);
        Thread.ofVirtual().start(recorder::accept);
        return recorder;
    }

    static void say(Socket socket, String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    Endpoint endpoint() {
        return Endpoint.local(server.getLocalPort());
    }

    List<Got> whole() {
        return List.copyOf(whole);
    }

    List<String> briefs() {
        return whole.stream().map(Got::brief).toList();
    }

    int connections() {
        return connections.get();
    }

    void forget() {
        whole.clear();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                int number = connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket, number));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void serve(Socket socket, int number) {
        open.add(socket);
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (!socket.isClosed()) {
                Got got = read(in, number);
                if (got.target().equals("/probe")) {
                    say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
                    socket.close();
                } else {
                    whole.add(got);
                    answer.to(got, socket);
                }
            }
        } catch (IOException _) {
            // The other side has gone; what came in part is not kept.
        } finally {
            open.remove(socket);
        }
    }

    private static Got read(InputStream in, int number) throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            head.append(line).append("\r\n");
        }
        Got got = new Got(number, head.toString(), "", in);
        if (got.has("transfer-encoding")) {
            return new Got(number, head.toString(), chunked(in), in);
        }
        String length = got.header("content-length");
        if (length.isEmpty()) {
            return got;
        }
        return new Got(number, head.toString(), exactly(in, Integer.parseInt(length)), in);
    }

    private static String chunked(InputStream in) throws IOException {
        StringBuilder body = new StringBuilder();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.append(exactly(in, size));
            line(in);
        }
        for (String trailer = line(in); !trailer.isEmpty(); trailer = line(in)) {
            body.append(" trailer ").append(trailer);
        }
        return body.toString();
    }

    private static String exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("a body that is cut off");
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the end");
            }
            line.write(c);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        if (!text.endsWith("\r")) {
            throw new IOException("a line that ends otherwise");
        }
        return text.substring(0, text.length() - 1);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
