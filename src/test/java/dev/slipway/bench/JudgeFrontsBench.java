package dev.slipway.bench;

import dev.slipway.bench.RealRelease.Turn;
import dev.slipway.bench.RealRelease.Watched;
import dev.slipway.hands.Traffic.Feature;
import dev.slipway.traffic.Front;
import dev.slipway.traffic.embedded.EmbeddedFront;
import dev.slipway.traffic.haproxy.HaproxyFront;
import dev.slipway.traffic.nginx.NginxFront;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final Duration UNCHANGED = Duration.ofSeconds(30);

    private JudgeFrontsBench() {}

    private interface Starting {
        Front in(Path folder) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        Duration healthy = Duration.ofSeconds(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0);
        String only = arguments.length > 2 ? arguments[2] : "";
        List<Turn> turns = Arrays.stream(Turn.values())
                .filter(turn -> only.isEmpty() || turn.name().equalsIgnoreCase(only))
                .toList();
        Plan plan = new Plan(rounds, healthy, turns);
        Path folder = Ground.newFolder();
        try (ExecutorService together = Executors.newFixedThreadPool(3)) {
            List<Callable<List<String>>> all = List.of(
                    () -> new Behind("embedded", EmbeddedFront::start, folder).lines(plan),
                    () -> new Behind("nginx", NginxFront::start, folder).lines(plan),
                    () -> new Behind("HAProxy", HaproxyFront::start, folder).lines(plan));
            for (Future<List<String>> each : together.invokeAll(all)) {
                each.get().forEach(System.out::println);
            }
        } finally {
            Ground.delete(folder);
        }
    }

    /** @param healthy how long the new version is as good as the old one */
    private record Plan(int rounds, Duration healthy, List<Turn> turns) {}

    private record Behind(String proxy, Starting starting, Path parent) {

        List<String> lines(Plan plan) throws Exception {
            List<String> lines = new ArrayList<>();
            for (int permille : List.of(50, 500)) {
                for (Turn turn : plan.turns()) {
                    lines.add(String.format(Locale.ROOT, "%-9s %4.1f %%  %-17s  ", proxy, permille / 10.0, turn)
                            + line(plan, permille, turn));
                }
            }
            return lines;
        }

        private String line(Plan plan, int permille, Turn turn) throws Exception {
            List<Watched> all = new ArrayList<>();
            for (int round = 0; round < plan.rounds(); round++) {
                // A new proxy each time: it holds nothing of the release before.
                try (Front front = starting.in(Files.createTempDirectory(parent, proxy))) {
                    if (turn == Turn.SLOWER && !front.driver().can().features().contains(Feature.LATENCY)) {
                        return "the proxy tells no times";
                    }
                    try (RealRelease release = RealRelease.behind(front, permille)) {
                        all.add(release.watch(plan.healthy(), turn, turn == Turn.STAYS ? UNCHANGED : WITHIN));
                    }
                }
            }
            return said(all);
        }

        private static String said(List<Watched> all) {
            long early = all.stream().filter(Watched::early).count();
            List<Double> seconds = all.stream()
                    .flatMap(watched -> watched.after().stream())
                    .map(after -> after.toMillis() / 1000.0)
                    .sorted()
                    .toList();
            List<Long> requests = all.stream()
                    .filter(watched -> watched.after().isPresent())
                    .map(Watched::requests)
                    .sorted()
                    .toList();
            String times = seconds.isEmpty()
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            " (median %.1f s and %d requests, longest %.1f s)",
                            seconds.get(seconds.size() / 2),
                            requests.get(requests.size() / 2),
                            seconds.getLast());
            return String.format(
                    Locale.ROOT,
                    "%d releases: %d stopped before anything changed, %d after it%s",
                    all.size(),
                    early,
                    seconds.size(),
                    times);
        }
    }
}
