package dev.slipway.traffic.nginx;

import dev.slipway.hands.TrafficFailure;
import dev.slipway.route.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks nginx itself where a path of the folder leads. */
final class Probe {

    private static final int PATIENCE_MILLIS = 5_000;
    private static final int LONGEST = 16 << 10;

    private static final Pattern ANSWER =
            Pattern.compile("HTTP/1\\.[01] 200 .*?\r\n\r\n(?<path>(/.*)?) (?<pid>[0-9]+)\\s*", Pattern.DOTALL);

    private final Endpoint at;

    Probe(Endpoint at) {
        this.at = at;
    }

    Endpoint at() {
        return at;
    }

    /** @param pid of one of nginx's processes */
    record Seen(Path path, long pid) {}

    /** Empty when nginx finds nothing there, or may not look. */
    Optional<Seen> look(String path) {
        String answer = ask(path);
        Matcher seen = ANSWER.matcher(answer);
        if (seen.matches()) {
            return Optional.of(seen.group("path"))
                    .filter(found -> !found.isEmpty())
                    .map(found -> new Seen(Path.of(found), Long.parseLong(seen.group("pid"))));
        }
        throw new TrafficFailure("What answers at " + at + " is not the part of nginx's configuration that"
                + " docs/nginx.md shows: add it, or write where it listens.");
    }

    private String ask(String path) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(at.host(), at.port()), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write(("GET /route?of=" + path + " HTTP/1.0\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(LONGEST), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new TrafficFailure(
                    "nginx does not answer at " + at + " (" + e.getMessage()
                            + "): start it, or add the part that docs/nginx.md shows to its configuration.",
                    e);
        }
    }
}
