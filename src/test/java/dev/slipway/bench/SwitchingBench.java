package dev.slipway.bench;

import dev.slipway.traffic.Backend;
import dev.slipway.traffic.Load;
import dev.slipway.traffic.Servers;
import dev.slipway.traffic.haproxy.HaproxyFront;
import dev.slipway.traffic.nginx.NginxFront;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How many requests fail when a version takes the place of another, by each way of doing so: 50 clients that keep their
 * connections, ask, think for up to 20 ms, 30 % by POST, and never ask twice. In one run, each way with versions of its own.
 */
public final class SwitchingBench {
    private static final int SWITCHES = 50;

    /** A restart in place takes as long as a start, in which everybody waits. */
    private static final int SWITCHES_A_RESTART = 5;

    private static final int CONNECTIONS = 50;
    private static final int SERVED = 100;

    private SwitchingBench() {}

    private interface Beginning {
        Way in(Path folder, Backend first) throws Exception;
    }

    /** @param needs the program without which it cannot be measured */
    private record Row(String name, String needs, int changes, Beginning beginning) {}

    private static List<Row> rows(int switches) {
        int restarts = Math.max(1, switches / SWITCHES_A_RESTART);
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(
                "Slipway's proxy: switch",
                "sh",
                switches,
                (folder, first) -> Way.Switching.begin(ShippedProxy.start(folder), first)));
        rows.add(new Row(
                "Slipway with HAProxy: switch",
                "haproxy",
                switches,
                (folder, first) -> Way.Switching.begin(HaproxyFront.start(folder), first)));
        rows.add(new Row(
                "Slipway with nginx: switch",
                "nginx",
                switches,
                (folder, first) -> Way.Switching.begin(NginxFront.start(folder), first)));
        rows.add(new Row("nginx reload", "nginx", switches, PeerWay.Nginx::new));
        rows.add(new Row("HAProxy reload", "haproxy", switches, PeerWay.Haproxy::new));
        rows.add(new Row("Caddy admin API", "caddy", switches, PeerWay.Caddy::new));
        rows.add(new Row(
                "Slipway's proxy: hold, restart in place",
                "sh",
                restarts,
                (folder, first) -> new Way.Holding(Way.Switching.begin(ShippedProxy.start(folder), first))));
        rows.add(new Row("nginx in front, restart in place", "nginx", restarts, (folder, first) -> {
            PeerWay.Nginx nginx = new PeerWay.Nginx(folder, first);
            return new Way.Restarting(nginx.port(), nginx);
        }));
        rows.add(new Row(
                "nobody in front, restart in place",
                "sh",
                restarts,
                (_, first) -> new Way.Restarting(first.endpoint().port(), () -> {})));
        return rows;
    }

    public static void main(String[] args) throws Exception {
        int switches = args.length > 0 ? Integer.parseInt(args[0]) : SWITCHES;
        String only = args.length > 1 ? args[1] : "";
        System.out.println("load of the machine: "
                + Files.readString(Path.of("/proc/loadavg")).strip());
        System.out.printf(
                "%-42s %8s %10s %8s %10s %10s %12s%n",
                "way", "changes", "requests", "failed", "p99 ms", "most ms", "longest gap");
        for (Row row : rows(switches)) {
            if (!row.name().contains(only)) {
                continue;
            }
            if (Measured.installed(row.needs())) {
                measure(row);
            } else {
                System.out.printf(
                        "%-42s is not measured: %s is not installed (apt install %2$s)%n", row.name(), row.needs());
            }
        }
        System.out.println("load of the machine: "
                + Files.readString(Path.of("/proc/loadavg")).strip());
    }

    private static void measure(Row row) throws Exception {
        Path folder = Ground.newFolder();
        Backend now = Backend.start("v0");
        try (Way way = row.beginning().in(folder, now);
                Load load = Load.on(way.port(), CONNECTIONS)) {
            served(load, "v0");
            for (int i = 1; i <= row.changes(); i++) {
                now = way.change(now, "v" + i);
                served(load, "v" + i);
            }
            load.finish();
            long lost = load.lost().size();
            System.out.printf(
                    Locale.ROOT,
                    "%-42s %8d %10d %8d %10.0f %10d %9d ms%n",
                    row.name(),
                    row.changes(),
                    load.answered() + lost,
                    lost,
                    load.p99().toNanos() / 1e6,
                    load.longest().toMillis(),
                    load.gap().toMillis());
            load.lost().stream()
                    .map(each -> each.replaceAll("[0-9.]+:[0-9]+", "…"))
                    .distinct()
                    .limit(4)
                    .forEach(each -> System.out.println("    " + each));
        } finally {
            now.kill();
            Ground.delete(folder);
        }
    }

    private static void served(Load load, String version) throws Exception {
        Servers.until(() -> load.answered(version) >= SERVED);
    }
}
