package dev.slipway.traffic;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A process of its own: one version of something, which answers each request with its name. {@code /?wait=40} takes 40 ms,
 * {@code /?answer=500} answers so, {@code /?cut=1} closes in the middle of a body, {@code /?held=1} is answered once somebody
 * asks for {@code /?release=1}. {@code /?fails=100} lets 100 of 1,000 requests fail from then on, {@code /?slower=200} lets those
 * that wait take twice as long. Says its port once it listens.
 */
final class VersionServer {

    private static final int BACKLOG = 1024;

    private final byte[] version;
    private final Semaphore released = new Semaphore(0);
    private volatile int fails;
    private volatile int slower = 100;

    private VersionServer(String version) {
        this.version = version.getBytes(StandardCharsets.US_ASCII);
    }

    public static void main(String[] arguments) throws IOException {
        ServerSocket server = new ServerSocket(Integer.parseInt(arguments[1]), BACKLOG, address(arguments));
        System.out.println(server.getLocalPort());
        VersionServer me = new VersionServer(arguments[0]);
        while (true) {
            Socket socket = server.accept();
            Thread.ofVirtual().start(() -> me.serve(socket));
        }
    }

    /** In a container others ask it by the container's address. */
    private static InetAddress address(String... arguments) throws IOException {
        return arguments.length > 2 ? InetAddress.getByName(arguments[2]) : InetAddress.getLoopbackAddress();
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean more = true;
            while (more) {
                more = exchange(in, socket.getOutputStream());
            }
        } catch (IOException _) {
            // The client is gone.
        }
    }

    private boolean exchange(InputStream in, OutputStream out) throws IOException {
        String line = line(in);
        if (line.isEmpty()) {
            return false;
        }
        long length = 0;
        boolean last = line.endsWith("HTTP/1.0");
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String name = header.toLowerCase(java.util.Locale.ROOT);
            length = name.startsWith("content-length:")
                    ? Long.parseLong(name.substring(15).strip())
                    : length;
            last = last || (name.startsWith("connection:") && name.contains("close"));
        }
        in.skipNBytes(length);
        fails = asked(line, "fails", fails);
        slower = asked(line, "slower", slower);
        pause(asked(line, "wait", 0) * slower / 100);
        if (asked(line, "held", 0) == 1) {
            released.acquireUninterruptibly();
        }
        released.release(asked(line, "release", 0));
        boolean failed = line.contains("/?wait=") && ThreadLocalRandom.current().nextInt(1000) < fails;
        int answer = failed ? 500 : asked(line, "answer", 200);
        boolean cut = asked(line, "cut", 0) == 1;
        out.write(("HTTP/1.1 " + answer + " Said\r\nContent-Length: " + (version.length + (cut ? 10 : 0))
                        + (last ? "\r\nConnection: close" : "") + "\r\n\r\n"
                        + new String(version, StandardCharsets.US_ASCII))
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return !last && !cut;
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(Duration.ofMillis(millis));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static int asked(String line, String what, int otherwise) {
        int at = line.indexOf(what + "=");
        if (at < 0) {
            return otherwise;
        }
        String number = line.substring(at + what.length() + 1);
        return Integer.parseInt(number.substring(0, number.indexOf(' ')));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
