package dev.slipway.bench;

import dev.slipway.traffic.Servers;
import java.nio.file.Files;
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
        Measured backend = null;
        try {
            backend = Measured.backend(folder);
            starts(folder, backend.port());
            List<Speech> speeches = args.length > 2 ? List.of(Speech.valueOf(args[2])) : List.of(Speech.values());
            for (Speech speech : speeches) {
                if (Measured.installed(speech.sender())) {
                    try {
                        compare(Files.createDirectory(folder.resolve(speech.name())), backend, speech, rounds, seconds);
                    } catch (IllegalStateException e) {
                        System.out.println(speech + " could not be measured: " + e.getMessage());
                    }
                } else {
                    System.out.println(speech + " is not measured: " + speech.sender()
                            + " is not installed (apt install nghttp2-client)");
                }
            }
        } finally {
            if (backend != null) {
                backend.stop();
            }
            Ground.delete(folder);
        }
    }

    /** From the start of the process to the first answer of the version behind it. */
    private static void starts(Path folder, int backend) throws Exception {
        ShippedProxy first = ShippedProxy.start(folder).serving(backend);
        first.close();
        Series series = new Series("first answer");
        for (int i = 0; i < STARTS; i++) {
            int port = Servers.freePort();
            long begun = System.nanoTime();
            Process process = ShippedProxy.begin(folder, port);
            while (ShippedProxy.status(port) != 200) {
                LockSupport.parkNanos(500_000);
            }
            series.add((System.nanoTime() - begun) / 1e6);
            Servers.stop(process);
        }
        System.out.printf(
                Locale.ROOT,
                "first answer after %.0f ms (median of %d starts, least %.0f; target: 200)%n",
                series.median(),
                STARTS,
                series.values().stream().mapToDouble(Double::doubleValue).min().orElse(0));
    }

    private static void compare(Path folder, Measured backend, Speech speech, int rounds, int seconds)
            throws Exception {
        speech.makeKeys(folder);
        List<Measured> fronts = new ArrayList<>();
        try {
            fronts.add(Measured.nginx(folder, backend.port(), speech));
            if (Measured.installed("haproxy")) {
                fronts.add(Measured.haproxy(folder, backend.port(), speech));
            } else {
                System.out.println("haproxy is not installed (apt install haproxy): it is left out");
            }
            ShippedProxy proxy = ShippedProxy.start(
                            folder, speech.slipway(folder).toArray(String[]::new))
                    .serving(backend.port());
            fronts.add(new Measured("slipway proxy", proxy.process(), proxy.port(), speech));
            measure(fronts, rounds, seconds);
        } finally {
            fronts.forEach(Measured::stop);
        }
    }

    private static void measure(List<Measured> fronts, int rounds, int seconds) throws Exception {
        for (Measured front : fronts) {
            // Those that are not compiled while they run need no more than a look.
            long enough = front.name().startsWith("slipway") ? WARMING_REQUESTS : 1;
            for (long sent = 0; sent < enough; ) {
                sent += front.load(seconds, CONNECTIONS);
            }
        }
        fronts.forEach(Measured::forget);
        System.out.printf("%n%s%n", fronts.getFirst().speech());
        for (int round = 1; round <= rounds; round++) {
            for (Measured front : fronts) {
                front.load(seconds, CONNECTIONS);
            }
            System.out.printf(
                    "round %d: %s%n",
                    round,
                    String.join(" · ", fronts.stream().map(Measured::last).toList()));
        }
        print(fronts);
    }

    private static void print(List<Measured> fronts) throws Exception {
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
        System.out.printf(
                "µs: processor time of the proxy alone; target: at most %s times nginx's%n",
                nginx.speech() == Speech.HTTP1 ? "1.20" : "1.80");
    }
}
