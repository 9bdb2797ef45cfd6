package dev.slipway.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.judge.Rules.Mode;
import dev.slipway.judge.Verdict.State;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Triggers by their words. */
class SustainedTest {

    @Test
    void five_minutes_take_31_looks_in_a_row() {
        Judge judge = judge("error-rate > 5% for 5m");
        int second = 0;
        while (judge.decision().isEmpty() && second < 1000) {
            second++;
            judge.see(poll(second, 100, 6));
        }

        assertThat(second).isEqualTo(310);
        assertThat(judge.decision()).hasValue(State.REGRESSION);
        assertThat(judge.verdict().fired())
                .isEqualTo("'error-rate > 5% for 5m' held: errors 6 %, at 31 looks in a row");
    }

    @Test
    void one_good_look_starts_it_over() {
        Judge judge = judge("error-rate > 5% for 1m");
        for (int second = 1; second <= 60; second++) {
            judge.see(poll(second, 100, 6));
        }
        for (int second = 61; second <= 120; second++) {
            judge.see(poll(second, 100, 0));
        }

        assertThat(judge.decision()).isEmpty();
        assertThat(stands(judge)).isEqualTo("does not hold: errors 0 %");
    }

    @Test
    void too_few_requests_stop_its_clock_and_do_not_reset_it() {
        Judge judge = judge("error-rate > 5% for 5m");
        for (int second = 1; second <= 110; second++) {
            judge.see(second <= 60 ? poll(second, 10, 1) : poll(second, 0, 0));
        }
        assertThat(stands(judge)).isEqualTo("held at 11 of 31 looks in a row");
        for (int second = 111; second <= 180; second++) {
            judge.see(poll(second, 0, 0));
        }
        assertThat(stands(judge)).isEqualTo("no data: 0 requests in 1m00s");
        int second = 180;
        while (judge.decision().isEmpty() && second < 1000) {
            second++;
            judge.see(poll(second, 10, 1));
        }

        assertThat(second).isEqualTo(380);
    }

    @Test
    void a_silence_stops_its_clock_although_the_last_minute_was_bad() {
        Judge judge = judge("error-rate > 5% for 5m");
        for (int second = 1; second <= 60; second++) {
            judge.see(poll(second, 10, 1));
        }
        for (int second = 61; second <= 600; second++) {
            judge.see(Poll.silent(Duration.ofSeconds(second), "no answer"));
        }

        assertThat(judge.decision()).isEmpty();
        assertThat(stands(judge)).isEqualTo("no data");
    }

    @Test
    void a_window_is_judged_as_a_whole() {
        Judge judge = judge("error-rate > 5% over 2m");
        for (int second = 1; second <= 119; second++) {
            judge.see(poll(second, 100, second <= 60 ? 12 : 0));
        }
        assertThat(judge.decision()).isEmpty();

        judge.see(poll(120, 100, 0));

        assertThat(judge.verdict().fired()).isEqualTo("'error-rate > 5% over 2m' held: errors 6 %");
    }

    @Test
    void times_against_the_baseline_beside_it() {
        Judge judge = judge("p95 > 2x baseline for 1m");
        World world = new World(1);
        world.share = 0.5;
        world.slower = 2.6;

        assertThat(world.play(judge, 300)).isEqualTo(70);
        assertThat(judge.verdict().fired())
                .startsWith("'p95 > 2x baseline for 1m' held: p95 ")
                .contains(" against ");
    }

    @Test
    void health_that_fails_three_times_in_a_row() {
        Judge judge = judge("health fails 3 times");
        judge.see(poll(1, 1, 0).with(Poll.Health.FAILED));
        judge.see(poll(2, 1, 0).with(Poll.Health.FAILED));
        judge.see(poll(3, 1, 0));
        assertThat(judge.decision()).isEmpty();
        judge.see(poll(4, 1, 0).with(Poll.Health.FAILED));

        assertThat(judge.verdict().fired())
                .isEqualTo("'health fails 3 times' held: its health check failed 3 times in a row");
    }

    @Test
    void a_query_counts_only_while_it_answers() {
        String query = "promql 'errors' > 0.5 for 30s";
        Judge judge = judge(query);
        for (int second = 0; second <= 25; second += 5) {
            judge.see(poll(second, 1, 0).with("errors", 0.9));
        }
        judge.see(poll(40, 1, 0));
        judge.see(poll(41, 1, 0).with("errors", Double.NaN));
        judge.see(poll(300, 1, 0).with("errors", 0.9));
        assertThat(judge.decision()).isEmpty();
        judge.see(poll(305, 1, 0).with("errors", 0.7));

        assertThat(judge.verdict().fired())
                .isEqualTo("'" + query + "' held: the query answered 0.7 and was so for 30 s");
    }

    private static Judge judge(String trigger) {
        return new Judge(Rules.usual().withoutComparison().with(Mode.LITERAL).with(List.of(Trigger.of(trigger))));
    }

    private static String stands(Judge judge) {
        return judge.verdict().literals().getFirst().stands();
    }

    private static Poll poll(int second, long requests, long failures) {
        return Poll.of(Duration.ofSeconds(second), Arms.alone(Sample.of(requests, failures)));
    }
}
