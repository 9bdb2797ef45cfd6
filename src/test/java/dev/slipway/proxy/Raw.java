package dev.slipway.proxy;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A client that sends exactly the bytes it is given, and reads what comes byte by byte. */
final class Raw implements AutoCloseable {
    private static final int LONGEST_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream in;
    private boolean reset;

    private Raw(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(LONGEST_MILLIS);
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static Raw to(int port) throws IOException {
        return new Raw(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** One for which little is kept by the system, so that whoever sends notices soon that it does not read. */
    static Raw thatTakesLittle(int port) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LONGEST_MILLIS);
        return new Raw(socket);
    }

    /** One character a byte. */
    Raw send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Like {@link #send}, to one who may have closed already. */
    void sendIfOpen(String bytes) {
        try {
            send(bytes);
        } catch (IOException _) {
            // What it answered can still be read.
        }
    }

    void endSending() throws IOException {
        socket.shutdownOutput();
    }

    /** So that the other side is reset. */
    void vanish() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    InputStream in() {
        return in;
    }

    Said ask(String request) throws IOException {
        return send(request).answer();
    }

    /** The next answer; to a HEAD by {@link #head}. */
    Said answer() throws IOException {
        return Said.read(in, true);
    }

    Said head() throws IOException {
        return Said.read(in, false);
    }

    /** All that comes until the other side closes, one character a byte. */
    String rest() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        try {
            for (int n = in.read(part); n >= 0; n = in.read(part)) {
                all.write(part, 0, n);
            }
        } catch (java.net.SocketException _) {
            // A reset ends it as well.
            reset = true;
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    /** Whether {@link #rest} ended with a reset. */
    boolean wasReset() {
        return reset;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** An answer that came whole. */
    record Said(int status, Map<String, String> headers, String body) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        static Said read(InputStream in, boolean withBody) throws IOException {
            String first = line(in);
            Map<String, String> headers = new LinkedHashMap<>();
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                int colon = line.indexOf(':');
                headers.merge(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip(),
                        (one, other) -> one + ", " + other);
            }
            int status = Integer.parseInt(first.split(" ", 3)[1]);
            boolean none = !withBody || status < 200 || status == 204 || status == 304;
            return new Said(status, headers, none ? "" : body(in, headers));
        }

        private static String body(InputStream in, Map<String, String> headers) throws IOException {
            if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
                ByteArrayOutputStream body = new ByteArrayOutputStream();
                for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
                    body.write(exactly(in, size));
                    line(in);
                }
                line(in);
                return body.toString(StandardCharsets.ISO_8859_1);
            }
            if (headers.containsKey("content-length")) {
                return new String(
                        exactly(in, Integer.parseInt(headers.get("content-length"))), StandardCharsets.ISO_8859_1);
            }
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }

        private static byte[] exactly(InputStream in, int length) throws IOException {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new IOException("an answer that is cut off");
            }
            return bytes;
        }

        private static String line(InputStream in) throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("closed after '" + line + "'");
                }
                line.append((char) c);
            }
            return line.toString().stripTrailing();
        }
    }
}
