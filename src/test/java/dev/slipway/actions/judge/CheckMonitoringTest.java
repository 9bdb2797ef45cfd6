package dev.slipway.actions.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hands.FakeSite;
import dev.slipway.run.Outcome;
import dev.slipway.traffic.Servers;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus with a target, an alert that always fires, and one that never does. */
@Tag("real")
class CheckMonitoringTest {
    private final Page page = new Page("v1");
    private PrometheusProcess prometheus;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        prometheus = new PrometheusProcess(folder, List.of(page));
        Servers.until(() -> check(List.of("shop"), List.of(), Optional.empty()) instanceof Outcome.Succeeded);
    }

    @AfterEach
    void close() {
        prometheus.close();
        page.close();
    }

    @Test
    void all_is_well() throws InterruptedException {
        assertThat(check(List.of("shop"), List.of("ShopNeverFires"), Optional.empty()))
                .isEqualTo(new Outcome.Succeeded("1 targets up", Map.of()));
    }

    @Test
    void each_thing_that_is_wrong_is_said() throws Exception {
        Servers.until(() -> check(List.of(), List.of("*"), Optional.empty()) instanceof Outcome.Failed);
        assertThat(check(
                        List.of("shop", "other"),
                        List.of("ShopAlwaysFires"),
                        Optional.of(URI.create("http://127.0.0.1:" + Servers.freePort()))))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.reason())
                                .matches("Prometheus has no target of the job 'other'; the alert ShopAlwaysFires fires;"
                                        + " the Alertmanager: nothing listens at http://127.0.0.1:\\d+/-/ready"));
        page.close();
        Servers.until(() -> check(List.of("shop"), List.of(), Optional.empty())
                .equals(new Outcome.Failed("127.0.0.1:" + page.port() + " is down")));
    }

    @Test
    void a_server_that_is_none_is_said() throws InterruptedException {
        prometheus.close();

        assertThat(check(List.of(), List.of(), Optional.empty()))
                .isEqualTo(new Outcome.Failed("nothing listens at " + prometheus.uri() + "/api/v1/targets"));
    }

    private Outcome check(List<String> jobs, List<String> alerts, Optional<URI> alertmanager)
            throws InterruptedException {
        Instant now = Instant.now();
        return new CheckMonitoring()
                .perform(
                        new CheckMonitoring.Monitoring(
                                prometheus.uri(),
                                jobs,
                                Duration.ofMinutes(2),
                                alerts,
                                alertmanager,
                                Map.of(),
                                Duration.ofSeconds(10),
                                Optional.empty(),
                                Duration.ofSeconds(5)),
                        new FakeSite().begunAt(now, now));
    }
}
