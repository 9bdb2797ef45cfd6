package dev.slipway.bench;

import dev.slipway.bench.RealRelease.Turn;
import dev.slipway.bench.RealRelease.Watched;
import dev.slipway.traffic.Front;
import dev.slipway.traffic.embedded.EmbeddedFront;
import dev.slipway.traffic.haproxy.HaproxyFront;
import dev.slipway.traffic.nginx.NginxFront;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Real releases behind each real proxy, 100 requests a second: how often a healthy one is taken back, and how long a bad one
 * lasts. The proxies are measured at the same time, since most of it is waiting.
 */
public final class JudgeFrontsBench {
    private static final Duration HEALTHY = Duration.ofSeconds(15);
    private static final Duration WITHIN = Duration.ofSeconds(60);

    private JudgeFrontsBench() {}

    private interface Starting {
        Front in(Path folder) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        Path folder = Ground.newFolder();
        try (ExecutorService together = Executors.newFixedThreadPool(3)) {
            List<Callable<List<String>>> all = List.of(
                    () -> lines("embedded", EmbeddedFront::start, folder, rounds),
                    () -> lines("nginx", NginxFront::start, folder, rounds),
                    () -> lines("HAProxy", HaproxyFront::start, folder, rounds));
            for (Future<List<String>> each : together.invokeAll(all)) {
                each.get().forEach(System.out::println);
            }
        } finally {
            Ground.delete(folder);
        }
    }

    private static List<String> lines(String proxy, Starting starting, Path parent, int rounds) throws Exception {
        List<String> lines = new ArrayList<>();
        try (Front front = starting.in(Files.createDirectory(parent.resolve(proxy)))) {
            for (int permille : List.of(50, 500)) {
                for (Turn turn : Turn.values()) {
                    lines.add(line(proxy, front, permille, turn, rounds));
                }
            }
        }
        return lines;
    }

    private static String line(String proxy, Front front, int permille, Turn turn, int rounds) throws Exception {
        int early = 0;
        int never = 0;
        List<Double> seconds = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            try (RealRelease release = RealRelease.behind(front, permille)) {
                Watched watched = release.watch(HEALTHY, turn, WITHIN);
                early += watched.early() ? 1 : 0;
                never += watched.after().isEmpty() && !watched.early() ? 1 : 0;
                watched.after().ifPresent(after -> seconds.add(after.toMillis() / 1000.0));
            }
        }
        seconds.sort(null);
        String stopped = seconds.isEmpty()
                ? "-"
                : String.format(
                        Locale.ROOT,
                        "median %.1f s, longest %.1f s",
                        seconds.get(seconds.size() / 2),
                        seconds.getLast());
        return String.format(
                Locale.ROOT,
                "%-9s %4.1f %%  %-17s  %d releases: %d stopped before anything changed, %d after it (%s), %d never",
                proxy,
                permille / 10.0,
                turn,
                rounds,
                early,
                seconds.size(),
                stopped,
                never);
    }
}
