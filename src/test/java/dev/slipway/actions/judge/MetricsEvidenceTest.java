package dev.slipway.actions.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hands.Evidence;
import dev.slipway.hands.Evidence.Looked;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsEvidenceTest extends EvidenceContract {
    private final Page candidate = new Page("v3");
    private final Page baseline = new Page("v2");
    private final Page other = new Page("v2");
    private final Fetch fetch = new Fetch(Map.of("Authorization", "Bearer secret"));
    private final Meant meant = Meant.of(Source.REQUESTS, Source.FAILURES, Optional.of("request_seconds"));

    @AfterEach
    void close() {
        fetch.close();
        candidate.close();
        baseline.close();
        other.close();
    }

    @Override
    void counted(long requests, long failures, long baselineRequests, long baselineFailures) {
        candidate.restart();
        baseline.restart();
        candidate.add(requests - failures, failures, 1);
        baseline.add(baselineRequests - baselineFailures, baselineFailures, 0);
    }

    @Override
    Evidence evidence() {
        return new MetricsEvidence(fetch, meant, List.of(candidate.uri()), List.of(baseline.uri()));
    }

    @Override
    void stop() {
        candidate.close();
    }

    @Test
    void several_instances_are_added_up_and_make_two_halves() throws InterruptedException {
        Evidence evidence =
                new MetricsEvidence(fetch, meant, List.of(candidate.uri()), List.of(baseline.uri(), other.uri()));
        baseline.add(5, 1, 0);
        other.add(7, 0, 0);

        Looked.Counted looked = (Looked.Counted) evidence.look(LIMIT);

        assertThat(looked.baseline().requests()).isEqualTo(13);
        assertThat(looked.baseline().failures()).isEqualTo(1);
        assertThat(looked.halves().stream().map(half -> half.requests())).containsExactly(6L, 7L);
        assertThat(baseline.authorizations()).containsOnly("Bearer secret");
    }

    @Test
    void times_come_from_the_buckets() throws InterruptedException {
        candidate.add(80, 0, 1).add(20, 0, 3);

        Looked.Counted looked = (Looked.Counted) evidence().look(LIMIT);

        assertThat(looked.candidate().times().orElseThrow().quantile(0.9)).hasValue(0.375);
    }

    @Test
    void a_page_that_is_none_is_silence() throws InterruptedException {
        candidate.answers(404);

        assertThat(evidence().look(LIMIT)).isEqualTo(new Looked.Silent(Fetch.shown(candidate.uri()) + " answers 404"));
    }
}
