package dev.slipway.actions.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.slipway.base.Durations;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    private static final AtMost NOTHING_SAID = atMost(Optional.empty(), Optional.empty());

    private final Gathered gathered = new Gathered();

    private static AtMost atMost(Optional<Allowed> errors, Optional<Duration> p95) {
        return new AtMost(errors, Optional.empty(), Optional.empty(), p95, Optional.empty(), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"50/s, 30s, 1500, 20", "50, 1s, 50, 20", "90/m, 1m, 90, 666", "0.5/s, 3s, 2, 2000", "600/h, 1s, 1, 6000"
    })
    void a_rate_plans_so_many_with_so_much_between(String rate, String time, long count, long millis) {
        Rate read = Rate.of(rate);

        assertThat(read.within(Durations.parse(time).orElseThrow())).isEqualTo(count);
        assertThat(read.instant(0)).isZero();
        assertThat(Duration.ofNanos(read.instant(1)).toMillis()).isEqualTo(millis);
    }

    @Test
    void instants_do_not_drift() {
        assertThat(Rate.of("3/s").instant(3L * 86_400))
                .isEqualTo(Duration.ofDays(1).toNanos());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiterString = " => ", textBlock = """
            fast => 'fast' is not a rate. Such as 50/s, 90/m or 0.5/s.
            50/d => '50/d' is not a rate. Such as 50/s, 90/m or 0.5/s.
            -5/s => '-5/s' is not a rate. Such as 50/s, 90/m or 0.5/s.
            0/s => a rate of 0 asks nothing
            20001 => '20001' is more than 20000/s, the most that load.http plans
            """)
    void a_wrong_rate_is_refused_with_a_sentence(String text, String says) {
        assertThatIllegalArgumentException().isThrownBy(() -> Rate.of(text)).withMessage(says);
    }

    @Test
    void a_share_of_the_requests_is_written_in_percent() {
        assertThat(Allowed.of("0.1%").share()).isEqualTo(0.001);
        assertThat(Allowed.of("0%").share()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Allowed.of("101%"))
                .withMessage("'101%' is not a share of the requests. Such as 1% or 0.1%.");
    }

    @Test
    void all_that_was_planned_is_counted_once() {
        for (int i = 0; i < 96; i++) {
            gathered.add(new Ended.Answered(200, true), 0, 12_000);
        }
        gathered.add(new Ended.Answered(503, false), 0, 5_000);
        gathered.add(new Ended.Late(), 20_000, 1_000_000);
        gathered.add(new Ended.NeverLeft(), 1_000_500, 1_000_500);
        gathered.add(new Ended.Broken("nothing listens there"), 0, 100);

        Figures figures = gathered.figures();
        assertThat(figures.requests()).isEqualTo(100);
        assertThat(figures.line())
                .isEqualTo("99 sent, 97 answered (2xx 96, 5xx 1), 4 errors (4 %),"
                        + " p50 12 ms, p90 12 ms, p95 12 ms, p99 1 s, max 1 s");
        assertThat(figures.mishaps())
                .containsExactly(
                        "1 broken: nothing listens there",
                        "1 not answered in time",
                        "1 never left: all connections were busy for the whole timeout",
                        "1 left more than 10 ms late; their waiting is counted");
    }

    @Test
    void nothing_asked_yet_is_said_without_times() {
        assertThat(gathered.figures().line()).isEqualTo("0 sent, 0 answered, no error");
    }

    @Test
    void a_quantile_is_never_above_the_longest_time() {
        gathered.add(new Ended.Answered(200, true), 0, 300_000);

        assertThat(gathered.figures().time(Measure.P95)).contains(0.3);
        assertThat(atMost(Optional.empty(), Optional.of(Duration.ofMillis(300))).broken(gathered.figures()))
                .isEmpty();
    }

    @Test
    void each_broken_limit_is_said_with_its_figure() {
        for (int i = 0; i < 9; i++) {
            gathered.add(new Ended.Answered(200, true), 0, 412_000);
        }
        gathered.add(new Ended.Answered(500, false), 0, 412_000);
        Optional<Duration> limit = Optional.of(Duration.ofMillis(300));

        assertThat(atMost(Optional.of(Allowed.of("1%")), limit).broken(gathered.figures()))
                .containsExactly(
                        "1 of 10 requests failed (10 %), where 1 % is the most",
                        "p95 is 412 ms, where 300 ms is the most");
        assertThat(atMost(Optional.of(Allowed.of("0%")), Optional.empty()).broken(gathered.figures()))
                .containsExactly("1 of 10 requests failed (10 %), where none is the most");
        assertThat(atMost(Optional.of(Allowed.of("10%")), Optional.empty()).broken(gathered.figures()))
                .isEmpty();
        assertThat(NOTHING_SAID.broken(gathered.figures())).isEmpty();
    }
}
