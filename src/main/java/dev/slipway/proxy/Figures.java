package dev.slipway.proxy;

import dev.slipway.route.Buckets;
import dev.slipway.route.Counts;
import dev.slipway.route.Mode;
import dev.slipway.route.PoolId;
import dev.slipway.route.Share;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** All that is counted, in the text format of Prometheus. */
final class Figures {
    /** In microseconds; what dashboards show. The proxy itself keeps finer ones. */
    private static final long[] UP_TO = {
        1_000,
        2_500,
        5_000,
        10_000,
        25_000,
        50_000,
        100_000,
        250_000,
        500_000,
        1_000_000,
        2_500_000,
        5_000_000,
        10_000_000
    };

    private final StringBuilder out = new StringBuilder(4096);

    private Figures() {}

    static String of(Core core, Map<PoolId, Counts> counts) {
        Figures figures = new Figures();
        figures.front(core);
        Map<String, Counts> byName = new TreeMap<>();
        counts.forEach((pool, each) -> byName.put(pool.value(), each));
        figures.pools(byName);
        return figures.out.toString();
    }

    private void front(Core core) {
        Table table = core.routing().table();
        String mode = switch (table.mode()) {
            case Mode.Serve _ -> "serve";
            case Mode.Hold _ -> "hold";
            case Mode.Maintenance _ -> "maintenance";
        };
        family("slipway_proxy_generation", "gauge", "Grows with every route plan.");
        line("slipway_proxy_generation", "", table.generation());
        family("slipway_proxy_mode", "gauge", "1 for what the proxy does with requests.");
        line("slipway_proxy_mode", "mode=\"" + mode + "\"", 1);
        family("slipway_proxy_connections", "gauge", "Connections of clients.");
        line("slipway_proxy_connections", "", core.connections().get());
        family("slipway_proxy_not_taken_total", "counter", "Attempts to take a connection with no file left to open.");
        line("slipway_proxy_not_taken_total", "", core.notTaken().sum());
        family("slipway_proxy_held", "gauge", "Requests that wait.");
        line("slipway_proxy_held", "", table.held().size());
        family("slipway_proxy_own_answers_total", "counter", "Answers of the proxy itself.");
        core.ownAnswers()
                .forEach((code, count) -> line("slipway_proxy_own_answers_total", "code=\"" + code + "\"", count));
        family("slipway_proxy_share", "gauge", "The share of the requests, 0 to 1.");
        for (Share share : table.plan().shares()) {
            out.append(String.format(
                    Locale.ROOT, "slipway_proxy_share{pool=\"%s\"} %.3f\n", share.pool(), share.permille() / 1000.0));
        }
    }

    private void pools(Map<String, Counts> pools) {
        family("slipway_proxy_requests_total", "counter", "Answers by class, and requests that got none.");
        pools.forEach(this::requests);
        family("slipway_proxy_in_flight", "gauge", "Requests that are with a version.");
        pools.forEach((pool, counts) -> line("slipway_proxy_in_flight", "pool=\"" + pool + "\"", counts.inFlight()));
        family("slipway_proxy_streams", "gauge", "WebSockets and event streams.");
        pools.forEach((pool, counts) -> line("slipway_proxy_streams", "pool=\"" + pool + "\"", counts.streams()));
        family("slipway_proxy_duration_seconds", "histogram", "From the request to the end of the answer.");
        pools.forEach((pool, counts) -> counts.latency().ifPresent(times -> durations(pool, times)));
    }

    private void requests(String pool, Counts counts) {
        Counts.Answered by = counts.answered();
        request(pool, "1xx", by.informed());
        request(pool, "2xx", by.ok());
        request(pool, "3xx", by.moved());
        request(pool, "4xx", by.refused());
        request(pool, "5xx", by.failed());
        request(pool, "unreachable", counts.unreachable());
        request(pool, "broken", counts.broken());
        request(pool, "aborted", counts.aborted());
    }

    private void request(String pool, String ended, long count) {
        line("slipway_proxy_requests_total", "pool=\"" + pool + "\",ended=\"" + ended + "\"", count);
    }

    private void durations(String pool, Buckets times) {
        long[] counts = times.counts();
        long seen = 0;
        double sum = 0;
        int next = 0;
        for (long upTo : UP_TO) {
            for (; next < counts.length && Buckets.lowest(next + 1) - 1 <= upTo; next++) {
                seen += counts[next];
                sum += counts[next] * (double) Buckets.lowest(next);
            }
            line("slipway_proxy_duration_seconds_bucket", "pool=\"" + pool + "\",le=\"" + upTo / 1e6 + "\"", seen);
        }
        for (; next < counts.length; next++) {
            sum += counts[next] * (double) Buckets.lowest(next);
        }
        line("slipway_proxy_duration_seconds_bucket", "pool=\"" + pool + "\",le=\"+Inf\"", times.total());
        out.append(
                String.format(Locale.ROOT, "slipway_proxy_duration_seconds_sum{pool=\"%s\"} %.6f\n", pool, sum / 1e6));
        line("slipway_proxy_duration_seconds_count", "pool=\"" + pool + "\"", times.total());
    }

    private void family(String name, String type, String help) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private void line(String name, String labels, long value) {
        out.append(name);
        if (!labels.isEmpty()) {
            out.append('{').append(labels).append('}');
        }
        out.append(' ').append(value).append('\n');
    }
}
