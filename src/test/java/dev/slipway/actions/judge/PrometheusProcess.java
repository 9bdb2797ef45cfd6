package dev.slipway.actions.judge;

import dev.slipway.traffic.Servers;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A real Prometheus that scrapes pages of a test four times a second. */
public final class PrometheusProcess implements AutoCloseable {
    private final Process process;
    private final int port;

    public PrometheusProcess(Path folder, List<Page> pages) throws Exception {
        this(folder, pages.stream().map(Page::port).toList(), List.of());
    }

    PrometheusProcess(Path folder, List<Integer> ports, List<String> flags) throws Exception {
        port = Servers.freePort();
        StringBuilder targets = new StringBuilder();
        for (int target : ports) {
            targets.append(targets.isEmpty() ? "" : ", ")
                    .append("'127.0.0.1:")
                    .append(target)
                    .append('\'');
        }
        Path config = folder.resolve("prometheus.yml");
        Files.writeString(config, """
                global: {scrape_interval: 250ms, scrape_timeout: 250ms, evaluation_interval: 250ms}
                rule_files: [rules.yml]
                scrape_configs:
                  - job_name: shop
                    static_configs: [{targets: [%s]}]
                """.formatted(targets));
        Files.writeString(folder.resolve("rules.yml"), """
                groups:
                  - name: shop
                    rules:
                      - {alert: ShopAlwaysFires, expr: 'vector(1)'}
                      - {alert: ShopNeverFires, expr: 'vector(0) > 1'}
                """);
        process = Servers.start(
                folder,
                words(
                        flags,
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--log.level=error"),
                port);
        URI ready = URI.create(uri() + "/-/ready");
        try (Fetch fetch = new Fetch(java.util.Map.of())) {
            Servers.until(() -> fetch.get(ready, EvidenceContract.LIMIT) instanceof Fetch.Fetched.Answered answered
                    && answered.status() == 200);
        }
    }

    private static List<String> words(List<String> flags, String... words) {
        return Stream.concat(Stream.of(words), flags.stream()).toList();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        Servers.stop(process);
    }
}
