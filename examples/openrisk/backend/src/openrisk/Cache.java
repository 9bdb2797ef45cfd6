package openrisk;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** As much of Redis as is needed here, over one connection. Without Redis everything goes on, only slower. */
final class Cache {
    private static final int PATIENCE = 1_000;

    private final InetSocketAddress address;
    private final ReentrantLock turn = new ReentrantLock();
    private Socket socket;
    private InputStream in;

    Cache(String host, int port) {
        this.address = InetSocketAddress.createUnresolved(host, port);
    }

    boolean answers() {
        return ask("PING").filter("PONG"::equals).isPresent();
    }

    Optional<String> get(String key) {
        return ask("GET", key);
    }

    void put(String key, String value, int seconds) {
        ask("SET", key, value, "EX", String.valueOf(seconds));
    }

    void forget(String key) {
        ask("DEL", key);
    }

    /** Empty when there is no such value, and when Redis does not answer. */
    private Optional<String> ask(String... words) {
        turn.lock();
        try {
            connect();
            StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
            for (String word : words) {
                command.append('$').append(bytes(word).length).append("\r\n").append(word).append("\r\n");
            }
            socket.getOutputStream().write(bytes(command.toString()));
            return reply();
        } catch (IOException gone) {
            drop();
            return Optional.empty();
        } finally {
            turn.unlock();
        }
    }

    private void connect() throws IOException {
        if (socket == null) {
            Socket fresh = new Socket();
            fresh.setSoTimeout(PATIENCE);
            fresh.connect(new InetSocketAddress(address.getHostString(), address.getPort()), PATIENCE);
            socket = fresh;
            in = new BufferedInputStream(fresh.getInputStream());
        }
    }

    private Optional<String> reply() throws IOException {
        String line = line();
        if (line.startsWith("$")) {
            int length = Integer.parseInt(line.substring(1));
            if (length < 0) {
                return Optional.empty();
            }
            String value = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            line();
            return Optional.of(value);
        }
        return line.startsWith("-") ? Optional.empty() : Optional.of(line.substring(1));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private void drop() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException closed) {
            // it is gone, which is what was wanted
        }
        socket = null;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
