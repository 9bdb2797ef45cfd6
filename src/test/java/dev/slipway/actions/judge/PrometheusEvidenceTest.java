package dev.slipway.actions.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hands.Evidence;
import dev.slipway.hands.Evidence.Looked;
import dev.slipway.traffic.Servers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus between the pages and the judge. */
@Tag("real")
class PrometheusEvidenceTest extends EvidenceContract {
    private final Page candidate = new Page("v3");
    private final Page baseline = new Page("v2");
    private final Fetch fetch = new Fetch(Map.of());
    private final Meant meant = Meant.of(Source.REQUESTS, Source.FAILURES, Optional.of("request_seconds"));
    private PrometheusProcess prometheus;
    private PrometheusServer server;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        prometheus = new PrometheusProcess(folder, List.of(candidate, baseline));
        server = new PrometheusServer(prometheus.uri(), fetch);
        scraped();
    }

    @AfterEach
    void close() {
        prometheus.close();
        fetch.close();
        candidate.close();
        baseline.close();
    }

    /** Both pages were read after now. */
    private void scraped() throws Exception {
        int mine = candidate.authorizations().size();
        int theirs = baseline.authorizations().size();
        // The one after the next is certainly asked for, and its predecessor kept, after now.
        Servers.until(() -> candidate.authorizations().size() > mine + 1
                && baseline.authorizations().size() > theirs + 1);
        Servers.until(() -> server.query("up", LIMIT).size() == 2);
    }

    @Override
    void counted(long requests, long failures, long baselineRequests, long baselineFailures) throws Exception {
        synchronized (candidate) {
            candidate.restart();
            candidate.add(requests - failures, failures, 1);
        }
        synchronized (baseline) {
            baseline.restart();
            baseline.add(baselineRequests - baselineFailures, baselineFailures, 0);
        }
        scraped();
    }

    @Override
    Evidence evidence() {
        return new PrometheusEvidence(
                server,
                meant.and(Selector.labels("version=\"v3\"")),
                Optional.of(meant.and(Selector.labels("version=\"v2\""))));
    }

    @Override
    void stop() {
        prometheus.close();
    }

    @Test
    void times_come_from_the_buckets() throws Exception {
        candidate.add(80, 0, 1).add(20, 0, 3);
        scraped();

        Looked.Counted looked = (Looked.Counted) evidence().look(LIMIT);

        assertThat(looked.candidate().times().orElseThrow().quantile(0.9)).hasValue(0.375);
    }

    @Test
    void a_metric_that_it_does_not_know_is_silence() throws Exception {
        Meant other = Meant.of("nothing_total", "nothing_total{code=\"500\"}", Optional.empty());

        assertThat(new PrometheusEvidence(server, other, Optional.of(other)).look(LIMIT))
                .isEqualTo(new Looked.Silent("Prometheus knows no nothing_total"));
    }

    @Test
    void a_number_is_asked_for_and_a_wrong_query_refused() throws Exception {
        assertThat(server.number("sum(up)", LIMIT)).hasValue(2.0);
        assertThat(server.number("scalar(sum(up)) + 1", LIMIT)).hasValue(3.0);
        assertThat(server.number("nothing", LIMIT)).isEmpty();
        assertThat(refused("up")).isEqualTo("the query finds 2 series, and one number is wanted: sum them");
        assertThat(refused("sum(")).startsWith("Prometheus refuses: ").contains("parse error");
    }

    private String refused(String promql) throws InterruptedException {
        try {
            return "answered " + server.number(promql, LIMIT);
        } catch (PrometheusServer.Refused refused) {
            return refused.why();
        }
    }
}
