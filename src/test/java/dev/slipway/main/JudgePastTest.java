package dev.slipway.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actions.judge.Page;
import dev.slipway.actions.judge.PrometheusProcess;
import dev.slipway.main.Typed.Said;
import dev.slipway.traffic.Servers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code slipway judge --prometheus}: a release that a real Prometheus has counted, judged afterwards. */
@Tag("real")
class JudgePastTest {
    private final Page candidate = new Page("v3");
    private final Page baseline = new Page("v2");

    @TempDir
    private Path folder;

    @Test
    void a_release_of_before_is_judged_again_with_any_rule() throws Exception {
        try (candidate;
                baseline;
                PrometheusProcess prometheus = new PrometheusProcess(folder, List.of(candidate, baseline))) {
            // Each scrape, four times a second, sees so many more.
            candidate.eachLookAdds(20, 0, 1);
            baseline.eachLookAdds(80, 0, 1);
            scraped(4);
            Instant from = Instant.now();
            scraped(24);
            candidate.eachLookAdds(17, 3, 1);
            Instant shift = Instant.now();
            scraped(32);
            Instant to = Instant.now();

            Said worse = judge(prometheus, "--from", from.toString(), "--to", to.toString());
            Said healthy = judge(prometheus, "--from", from.toString(), "--to", shift.toString(), "--explain");
            Said ruled = judge(
                    prometheus,
                    "--from",
                    from.toString(),
                    "--to",
                    to.toString(),
                    "--times",
                    "request_seconds",
                    "--trigger",
                    "error-rate > 30%",
                    "--trigger",
                    "promql 'sum(up)' < 2 for 2s",
                    "--trigger",
                    "p95 > 2x baseline for 1m");

            assertThat(worse.exit()).as(worse.err()).isZero();
            assertThat(worse.out())
                    .containsPattern("candidate is worse after \\d+ candidate requests \\(\\d+ s\\):"
                            + " errors \\d.* % against 0 %; false-alarm guarantee 1 %")
                    .containsPattern("\nSlipway: stops after \\d+ s\n")
                    .endsWith("""
                            error-rate > 5% for 5m: does not stop
                            a check of > 5 % once a minute: does not stop
                            """);
            assertThat(healthy.out()).doesNotContain("is worse").contains("\nSlipway: does not stop\n");
            assertThat(requests(healthy)).isBetween(20L * 16, 20L * 26);
            assertThat(ruled.out()).contains("\npromql 'sum(up)' < 2 for 2s: does not stop\n");
        }
    }

    /** The last number of requests of the candidate that the figures name. */
    private static long requests(Said said) {
        return said.out()
                .lines()
                .filter(line -> line.matches(".* (in|after) \\d+ (candidate )?requests.*|.*the \\d+ so far.*"))
                .map(line ->
                        line.replaceAll(".* (?:in|after|the) (\\d+) (?:candidate requests|requests|so far).*", "$1"))
                .map(Long::valueOf)
                .reduce(0L, (_, last) -> last);
    }

    private void scraped(int times) throws Exception {
        int wanted = candidate.authorizations().size() + times;
        Servers.until(() -> candidate.authorizations().size() >= wanted);
    }

    private Said judge(PrometheusProcess prometheus, String... options) {
        List<String> words = new ArrayList<>(List.of(
                "judge",
                "--prometheus",
                prometheus.uri().toString(),
                "--every",
                "500ms",
                "--candidate",
                "version=\"v3\"",
                "--baseline",
                "version=\"v2\""));
        words.addAll(List.of(options));
        return new Typed(folder, "ann").slipway(words.toArray(String[]::new));
    }
}
