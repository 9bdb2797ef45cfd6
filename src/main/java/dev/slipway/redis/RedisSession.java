package dev.slipway.redis;

import dev.slipway.base.Secret;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** One connection. A server of Redis 2 and newer understands it, and whatever else speaks RESP. */
public final class RedisSession implements AutoCloseable {
    /** INFO has some ten kilobytes; what says that it is longer is not Redis. */
    private static final int LONGEST = 16 * 1024 * 1024;

    private static final int DEEPEST = 8;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private RedisSession(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = new BufferedOutputStream(socket.getOutputStream());
    }

    /** @param tls whether the connection is encrypted, and the server's certificate known to this Java */
    public record Entrance(String host, int port, boolean tls) {}

    /** @param limit of connecting, and of each answer */
    public static RedisSession open(Entrance entrance, Duration limit) throws IOException {
        int millis = Math.toIntExact(Math.max(1, Math.min(limit.toMillis(), Integer.MAX_VALUE)));
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(entrance.host(), entrance.port()), millis);
            socket.setSoTimeout(millis);
            return new RedisSession(entrance.tls() ? encrypted(socket, entrance) : socket);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static Socket encrypted(Socket plain, Entrance entrance) throws IOException {
        SSLSocket socket = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault())
                .createSocket(plain, entrance.host(), entrance.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** As the user that has no name. */
    public Reply authenticate(Secret password) throws IOException {
        return ask("AUTH", password.reveal());
    }

    public Reply authenticate(String user, Secret password) throws IOException {
        return ask("AUTH", user, password.reveal());
    }

    public Reply ask(String... words) throws IOException {
        StringBuilder request = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            request.append('$')
                    .append(word.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n")
                    .append(word)
                    .append("\r\n");
        }
        out.write(request.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
        return reply(0);
    }

    private Reply reply(int depth) throws IOException {
        String line = line();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+' -> new Reply.Text(rest);
            case '-' -> new Reply.Refused(rest);
            case ':' -> new Reply.Count(number(rest, Long.MAX_VALUE));
            case '$' -> text(number(rest, LONGEST));
            case '*' -> many(number(rest, LONGEST), depth);
            default -> throw strange();
        };
    }

    private Reply text(long length) throws IOException {
        if (length < 0) {
            return new Reply.Nothing();
        }
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length || in.read() != '\r' || in.read() != '\n') {
            throw new EOFException("the server ended the connection");
        }
        return new Reply.Text(new String(bytes, StandardCharsets.UTF_8));
    }

    private Reply many(long count, int depth) throws IOException {
        if (count < 0) {
            return new Reply.Nothing();
        }
        if (depth == DEEPEST) {
            throw strange();
        }
        List<Reply> all = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            all.add(reply(depth + 1));
        }
        return new Reply.Many(all);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\r'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server ended the connection");
            }
            if (line.length() > 4096) {
                throw strange();
            }
            line.append((char) next);
        }
        if (in.read() != '\n' || line.isEmpty()) {
            throw strange();
        }
        return line.toString();
    }

    private static long number(String text, long most) throws IOException {
        try {
            long number = Long.parseLong(text);
            if (number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw strange();
    }

    private static IOException strange() {
        return new IOException("what answers does not speak as Redis does");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
