package dev.slipway.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One visitor's connection, which is kept open as a browser's is. It speaks HTTP by itself, because other clients send a
 * request again when its answer fails to come, and would hide what is to be counted here.
 */
final class Visit implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 15_000;

    private final InetSocketAddress front;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    Visit(InetSocketAddress front) {
        this.front = front;
    }

    /** @param version who answered; empty when it was the proxy itself */
    record Answer(int status, Optional<String> version) {}

    /** Throws {@link IOException} when the request was sent, or could not be, and no whole answer came. */
    Answer ask(String request) throws IOException {
        try {
            Socket open = open();
            open.getOutputStream().write(request.getBytes(ISO_8859_1));
            return answer();
        } catch (IOException e) {
            close();
            throw e;
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            close();
            throw new IOException("what came is no answer", e);
        }
    }

    private Socket open() throws IOException {
        Socket open = socket;
        if (open == null) {
            open = new Socket();
            open.setTcpNoDelay(true);
            open.setSoTimeout(PATIENCE_MILLIS);
            socket = open;
            open.connect(front, PATIENCE_MILLIS);
            in = new BufferedInputStream(open.getInputStream());
        }
        return open;
    }

    private Answer answer() throws IOException {
        String[] first = line().split(" ", 3);
        int status = Integer.parseInt(first[1]);
        Optional<String> version = Optional.empty();
        long length = 0;
        boolean chunked = false;
        boolean last = false;
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).strip();
            switch (name) {
                case "content-length" -> length = Long.parseLong(value);
                case "transfer-encoding" -> chunked = true;
                case "connection" -> last = value.equalsIgnoreCase("close");
                case "x-version" -> version = Optional.of(value);
                default -> {}
            }
        }
        if (chunked) {
            chunks();
        } else {
            input().skipNBytes(length);
        }
        if (last) {
            close();
        }
        return new Answer(status, version);
    }

    private void chunks() throws IOException {
        for (int size = size(); size > 0; size = size()) {
            input().skipNBytes(size + 2L);
        }
        line();
    }

    private int size() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = input().read(); c != '\n'; c = input().read()) {
            if (c < 0) {
                throw new EOFException("the connection was closed before the answer was whole");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private InputStream input() throws IOException {
        if (in == null) {
            throw new SocketTimeoutException("not connected");
        }
        return in;
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException _) {
            // It is given up anyway.
        }
        socket = null;
        in = null;
    }
}
