package dev.slipway.actions.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hands.Archive;
import dev.slipway.hands.Archive.Counters;
import dev.slipway.hands.Archive.Span;
import dev.slipway.hands.Evidence.Looked;
import dev.slipway.hands.Place;
import dev.slipway.judge.Poll;
import dev.slipway.judge.Times;
import dev.slipway.traffic.Servers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Native histograms of a real Prometheus, which keeps them behind a flag. */
@Tag("real")
class NativeServerTest {
    private static final Duration LIMIT = EvidenceContract.LIMIT;

    @TempDir
    private Path folder;

    @Test
    void times_come_from_native_histograms_now_and_afterwards() throws Exception {
        try (NativePage candidate = new NativePage("v3").add(90, 10);
                NativePage baseline = new NativePage("v2").add(99, 1);
                PrometheusProcess prometheus = new PrometheusProcess(
                        folder,
                        List.of(candidate.port(), baseline.port()),
                        List.of("--enable-feature=native-histograms"));
                Fetch fetch = new Fetch(Map.of())) {
            PrometheusServer server = new PrometheusServer(prometheus.uri(), fetch);
            Meant meant = Meant.of(Source.REQUESTS, Source.FAILURES, Optional.of("request_seconds"));
            PrometheusEvidence evidence = new PrometheusEvidence(
                    server,
                    meant.and(Selector.labels("version=\"v3\"")),
                    Optional.of(meant.and(Selector.labels("version=\"v2\""))));
            scraped(candidate, baseline);
            Servers.until(() -> server.query("request_seconds", LIMIT).size() == 2);
            Instant from = Instant.now();

            Looked.Counted before = (Looked.Counted) evidence.look(LIMIT);
            candidate.add(0, 100);
            baseline.add(100, 0);
            scraped(candidate, baseline);
            Looked.Counted after = (Looked.Counted) evidence.look(LIMIT);
            scraped(candidate, baseline);
            Instant to = Instant.now();

            Times counted = before.candidate().times().orElseThrow();
            assertThat(counted.total()).isEqualTo(100);
            assertThat(counted.quantile(0.8).orElseThrow()).isBetween(0.22, 0.2501);
            Times more = after.candidate()
                    .since(before.candidate())
                    .orElseThrow()
                    .times()
                    .orElseThrow();
            assertThat(more.total()).isEqualTo(100);
            assertThat(more.quantile(0.5).orElseThrow()).isBetween(0.9, 1.001);

            List<Poll> past = new PrometheusPast(new Archive.Wanted(
                            prometheus.uri(),
                            new Counters(
                                    Source.REQUESTS,
                                    Source.FAILURES,
                                    Optional.of("request_seconds"),
                                    "version=\"v3\"",
                                    Optional.of("version=\"v2\"")),
                            new Span(from, to, Duration.ofMillis(250)),
                            Map.of()))
                    .polls(List.of(), new Place.Environment(Map.of(), List.of(), List.of()));
            assertThat(past.stream()
                            .flatMap(poll -> poll.arms().stream())
                            .flatMap(arms -> arms.candidate().times().stream())
                            .mapToLong(times -> times.over(0.5))
                            .sum())
                    .isEqualTo(100);
        }
    }

    private static void scraped(NativePage candidate, NativePage baseline) throws Exception {
        int mine = candidate.looks();
        int theirs = baseline.looks();
        Servers.until(() -> candidate.looks() > mine + 1 && baseline.looks() > theirs + 1);
    }
}
