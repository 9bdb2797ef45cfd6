package dev.slipway.actions.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.hands.FakeSite;
import dev.slipway.judge.Past;
import dev.slipway.run.Outcome;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JudgeBaselineTest {
    private final Page page = new Page("v2");
    private final FakeSite site = new FakeSite();

    @AfterEach
    void close() {
        page.close();
    }

    @Test
    void what_is_measured_is_handed_on() throws InterruptedException {
        page.eachLookAdds(99, 1, 2);

        Outcome.Succeeded outcome = (Outcome.Succeeded) measure(List.of(page.uri()));

        assertThat(outcome.summary()).isEqualTo("1 % of 5900 requests failed, p95 243 ms, dispersion 1");
        Past past = PastText.read(plain(outcome, "baseline"));
        assertThat(past.requests()).isEqualTo(5900);
        assertThat(past.failures()).isEqualTo(59);
        assertThat(past.times().orElseThrow().quantile(0.5).orElseThrow()).isEqualTo(0.175);
        assertThat(outcome.outputs()).containsEntry("requests", Data.of(5900));
    }

    @Test
    void requests_that_fail_together_make_a_dispersion() throws InterruptedException {
        page.eachLookAdds(100, 0, 0);
        page.eachTenthLookFails(10);

        Outcome.Succeeded outcome = (Outcome.Succeeded) measure(List.of(page.uri()));

        assertThat(Double.parseDouble(plain(outcome, "dispersion"))).isGreaterThan(5);
    }

    @Test
    void nothing_counted_is_no_baseline() throws InterruptedException {
        assertThat(measure(List.of(page.uri())))
                .isEqualTo(new Outcome.Failed("there is no baseline: nothing was counted"));
        page.close();
        assertThat(measure(List.of(page.uri())))
                .isEqualTo(new Outcome.Failed("there is no baseline: nothing listens at " + Fetch.shown(page.uri())));
    }

    private static String plain(Outcome.Succeeded outcome, String output) {
        return Objects.requireNonNull(outcome.outputs().get(output)).plain();
    }

    private Outcome measure(List<URI> pages) throws InterruptedException {
        return new JudgeBaseline().perform(measured(pages), site);
    }

    private static JudgeBaseline.Measured measured(List<URI> pages) {
        return new JudgeBaseline.Measured(
                Duration.ofMinutes(1),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Source.Pages(
                        pages, List.of(), Source.REQUESTS, Source.FAILURES, Optional.of("request_seconds"), Map.of())),
                Optional.empty(),
                Optional.empty());
    }
}
