package dev.slipway.bench;

import dev.slipway.route.Endpoint;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.traffic.Servers;
import dev.slipway.traffic.embedded.EmbeddedTraffic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * What a request costs on its way through the proxy, through nginx and through HAProxy, all before one backend: 50 connections
 * that are kept, answers of 1 KiB. They take turns, so that each sees the same machine. On one that is shared the processor's
 * time a request is the figure to trust; requests a second and quantiles show the neighbours.
 */
public final class TrafficBench {
    private static final int ROUNDS = 5;
    private static final int SECONDS = 4;

    /** What the compiler of the JVM needs to see before it has done its work; on a busy machine that takes its time. */
    private static final long WARMING_REQUESTS = 400_000;

    private static final int STARTS = 9;
    private static final int CONNECTIONS = 50;

    private TrafficBench() {}

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : ROUNDS;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : SECONDS;
        if (!Measured.installed("wrk") || !Measured.installed("nginx")) {
            System.out.println("wrk sends the requests and nginx answers them: apt install wrk nginx");
            return;
        }
        Path folder = Ground.newFolder();
        List<Measured> fronts = new ArrayList<>();
        Measured backend = null;
        try {
            backend = Measured.backend(folder);
            starts(folder, backend.port());
            fronts.add(Measured.nginx(folder, backend.port()));
            if (Measured.installed("haproxy")) {
                fronts.add(Measured.haproxy(folder, backend.port()));
            } else {
                System.out.println("haproxy is not installed (apt install haproxy): it is left out");
            }
            fronts.add(proxy(folder, backend.port()));
            compare(fronts, rounds, seconds);
        } finally {
            fronts.forEach(Measured::stop);
            if (backend != null) {
                backend.stop();
            }
            Ground.delete(folder);
        }
    }

    private static Measured proxy(Path folder, int backend) throws Exception {
        int port = Servers.freePort();
        Path control = folder.resolve("ctl");
        Measured front = new Measured("slipway proxy", start(folder, port, control), port);
        Servers.until(() -> status(port) > 0);
        plan(control, backend);
        return front;
    }

    private static Process start(Path folder, int port, Path control) throws IOException {
        return new ProcessBuilder(
                        "./slipway",
                        "proxy",
                        "run",
                        "--listen",
                        "127.0.0.1:" + port,
                        "--control",
                        control.toString(),
                        "--state",
                        folder.resolve("state").toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void plan(Path control, int backend) {
        EmbeddedTraffic driver = new EmbeddedTraffic(control);
        driver.apply(
                RoutePlan.only(new PoolId("v1"), List.of(Endpoint.local(backend))),
                driver.read().generation());
    }

    /** From the start of the process to the first answer of the version behind it. */
    private static void starts(Path folder, int backend) throws Exception {
        Measured first = proxy(folder, backend);
        first.stop();
        Series series = new Series("first answer");
        for (int i = 0; i < STARTS; i++) {
            int port = Servers.freePort();
            long begun = System.nanoTime();
            Process process = start(folder, port, folder.resolve("ctl"));
            while (status(port) != 200) {
                LockSupport.parkNanos(500_000);
            }
            series.add((System.nanoTime() - begun) / 1e6);
            Servers.stop(process);
        }
        System.out.printf(
                Locale.ROOT,
                "first answer after %.0f ms (median of %d starts; target: 200)%n",
                series.median(),
                STARTS);
    }

    /** Of one request; 0 where nobody answers. */
    private static int status(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String said = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            return said.length() < 12 ? 0 : Integer.parseInt(said.substring(9));
        } catch (IOException _) {
            return 0;
        }
    }

    private static void compare(List<Measured> fronts, int rounds, int seconds) throws Exception {
        for (Measured front : fronts) {
            for (long sent = 0; sent < WARMING_REQUESTS; ) {
                sent += front.load(seconds, CONNECTIONS);
            }
        }
        fronts.forEach(Measured::forget);
        for (int round = 1; round <= rounds; round++) {
            for (Measured front : fronts) {
                front.load(seconds, CONNECTIONS);
            }
            System.out.printf(
                    "round %d: %s%n",
                    round,
                    String.join(" · ", fronts.stream().map(Measured::last).toList()));
        }
        Measured nginx = fronts.getFirst();
        System.out.printf(
                "%n%-16s %14s %8s %12s %8s %10s%n", "medians", "µs a request", "ratio", "requests/s", "p99 ms", "MB");
        for (Measured front : fronts) {
            System.out.printf(
                    Locale.ROOT,
                    "%-16s %14.1f %8.2f %12.0f %8.1f %10.0f%n",
                    front.name(),
                    front.micros(),
                    front.micros() / nginx.micros(),
                    front.rate(),
                    front.p99(),
                    front.megabytes());
        }
        System.out.println("µs: processor time of the proxy alone; target: at most 1.20 times nginx's");
    }
}
