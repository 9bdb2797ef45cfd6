package dev.slipway.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * 10,000 clients that have asked once and keep their connections, and how much memory the proxy, nginx and HAProxy hold for
 * them; another one is served meanwhile. Each has a process of its own, and so have the clients: a connection is one open file
 * in both.
 */
public final class IdleBench {
    private static final int CONNECTIONS = 10_000;

    private IdleBench() {}

    public static void main(String[] args) throws Exception {
        int connections = args.length > 0 ? Integer.parseInt(args[0]) : CONNECTIONS;
        if (!Measured.installed("nginx") || !Measured.installed("haproxy")) {
            System.out.println("nginx answers the requests and is compared, as is HAProxy: apt install nginx haproxy");
            return;
        }
        Path folder = Ground.newFolder();
        List<Measured> fronts = new ArrayList<>();
        try {
            Measured backend = Measured.backend(folder);
            fronts.add(backend);
            fronts.add(Measured.nginx(folder, backend.port(), Speech.HTTP1));
            fronts.add(Measured.haproxy(folder, backend.port(), Speech.HTTP1));
            ShippedProxy proxy = ShippedProxy.start(folder).serving(backend.port());
            fronts.add(new Measured("slipway proxy", proxy.process(), proxy.port(), Speech.HTTP1));
            System.out.printf("%-16s %12s %12s %12s %16s%n", "", "connections", "MB before", "MB with", "KB each");
            for (Measured front : fronts.subList(1, fronts.size())) {
                measure(front, connections);
            }
        } finally {
            fronts.reversed().forEach(Measured::stop);
            Ground.delete(folder);
        }
    }

    private static void measure(Measured front, int connections) throws IOException {
        List<Socket> idle = new ArrayList<>();
        try {
            // What the first requests of all bring into memory is not of the connections.
            for (int i = 0; i < connections / 10; i++) {
                try (Socket warm = asked(front.port())) {
                    warm.getInputStream();
                }
            }
            double before = front.megabytes();
            open(front, connections, idle);
            double with = front.megabytes();
            System.out.printf(
                    Locale.ROOT,
                    "%-16s %12d %12.0f %12.0f %16.1f%s%n",
                    front.name(),
                    idle.size(),
                    before,
                    with,
                    (with - before) * 1024 / Math.max(1, idle.size()),
                    ShippedProxy.status(front.port()) == 200 ? "" : "  another one is not served");
        } finally {
            for (Socket each : idle) {
                each.close();
            }
        }
    }

    private static void open(Measured front, int connections, List<Socket> idle) {
        try {
            while (idle.size() < connections) {
                idle.add(asked(front.port()));
            }
        } catch (IOException e) {
            System.out.println(front.name() + ": no more than " + idle.size() + " connections: " + e.getMessage());
        }
    }

    /** Open, and answered once. */
    private static Socket asked(int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: bench\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            int body = -1;
            byte[] part = new byte[4096];
            for (int all = 0; body < 0 || all < body; ) {
                int n = socket.getInputStream().read(part);
                if (n < 0) {
                    throw new SocketException("closed without an answer");
                }
                String text = new String(part, 0, n, StandardCharsets.ISO_8859_1);
                int end = text.indexOf("\r\n\r\n");
                body = body < 0 ? end + 4 + 1024 : body;
                all += n;
            }
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
