package dev.slipway.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.judge.Rules.Mode;
import dev.slipway.judge.Rules.WarmUp;
import dev.slipway.judge.Verdict.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgeTest {

    @Test
    void ten_per_cent_instead_of_one_are_taken_back_within_seconds() {
        World world = new World(1);
        world.candidateErrors = 0.10;
        Judge judge = new Judge(Rules.usual());

        int seconds = world.play(judge, 120);

        assertThat(judge.decision()).hasValue(State.REGRESSION);
        assertThat(seconds).isBetween(3, 40);
        Verdict verdict = judge.verdict();
        assertThat(verdict.alarmed()).isTrue();
        assertThat(verdict.exhibits().getFirst().gauge()).isEqualTo(new Gauge.Failures());
        assertThat(verdict.history()).hasSize(seconds);
    }

    @Test
    void twice_as_slow_is_taken_back_once_it_is_warm() {
        World world = new World(2);
        world.slower = 2;
        Judge judge = new Judge(Rules.usual());

        assertThat(world.play(judge, 300)).isBetween(60, 90);
        assertThat(judge.decision()).hasValue(State.REGRESSION);
        assertThat(judge.verdict().exhibits().stream()
                        .filter(exhibit -> exhibit.convicts(0.01))
                        .map(exhibit -> exhibit.gauge().isTime()))
                .containsExactly(true);
    }

    @Test
    void without_a_warm_up_it_takes_seconds() {
        World world = new World(3);
        world.slower = 2;
        Judge judge = new Judge(Rules.usual().with(WarmUp.NONE));

        assertThat(world.play(judge, 300)).isBetween(3, 25);
        assertThat(judge.decision()).hasValue(State.REGRESSION);
    }

    @Test
    void a_limit_excuses_a_cold_version_unless_its_author_wrote_immediately() {
        assertThat(secondsUntilStopped("p95 > 250ms")).isBetween(60, 100);
        assertThat(secondsUntilStopped("p95 > 250ms immediately")).isBetween(3, 25);
        // By its words it counts from the first look on, seven of them after a minute.
        assertThat(secondsUntilStopped("p95 > 250ms for 50s")).isEqualTo(60);
    }

    private static int secondsUntilStopped(String rule) {
        World world = new World(21);
        world.slower = 2;
        return world.play(new Judge(Rules.usual().withoutComparison().with(List.of(Trigger.of(rule)))), 300);
    }

    @Test
    void an_equal_version_is_proved_not_worse() {
        World world = new World(4);
        world.share = 0.5;
        world.candidateErrors = 0.001;
        world.baselineErrors = 0.001;
        Judge judge = new Judge(Rules.usual());

        assertThat(world.play(judge, 300)).isBetween(10, 120);
        assertThat(judge.decision()).hasValue(State.NOT_WORSE);
    }

    @Test
    void silence_is_neither_a_pass_nor_a_failure() {
        World world = new World(5);
        Judge judge = new Judge(Rules.usual());
        for (int i = 0; i < 100; i++) {
            judge.see(world.silence("the front does not answer"));
        }

        assertThat(judge.decision()).isEmpty();
        assertThat(judge.verdict().state()).isEqualTo(State.NO_DATA);
        assertThat(judge.verdict().notes()).containsExactly("the front does not answer");
    }

    @Test
    void a_candidate_without_requests_is_no_data_although_the_source_answers() {
        Judge judge = new Judge(Rules.usual().with(List.of(Trigger.of("error-rate > 5%"))));
        judge.see(Poll.of(Duration.ofSeconds(1), new Arms(Sample.NONE, Sample.NONE, 0.05)));

        assertThat(judge.verdict().state()).isEqualTo(State.NO_DATA);
    }

    @Test
    void a_source_that_dies_in_the_middle_is_no_data_and_goes_on_where_it_was() {
        World world = new World(6);
        Judge judge = new Judge(Rules.usual());
        world.play(judge, 20);
        judge.see(world.silence("no answer within 2 s"));
        assertThat(judge.verdict().state()).isEqualTo(State.NO_DATA);
        double before = judge.verdict().logE();

        judge.see(world.second());

        assertThat(judge.verdict().state()).isNotEqualTo(State.NO_DATA);
        assertThat(judge.verdict().logE()).isCloseTo(before, org.assertj.core.api.Assertions.within(3.0));
    }

    @Test
    void a_candidate_that_hangs_is_convicted_by_the_answers_that_do_not_come() {
        World world = new World(7);
        Judge judge = new Judge(Rules.usual());
        int seconds = 0;
        while (judge.decision().isEmpty() && seconds++ < 120) {
            Poll poll = world.second();
            Arms arms = poll.arms().orElseThrow();
            judge.see(Poll.of(poll.at(), new Arms(Sample.NONE, arms.baseline(), arms.share())));
        }

        assertThat(judge.decision()).hasValue(State.REGRESSION);
        assertThat(seconds).isBetween(3, 20);
        assertThat(judge.verdict().exhibits().stream()
                        .filter(exhibit -> exhibit.convicts(0.01))
                        .map(Exhibit::gauge))
                .containsExactly(new Gauge.Portion());
    }

    @Test
    void a_rule_that_nothing_is_counted_for_is_no_data() {
        World world = new World(12).withoutTimes();
        Judge judge = new Judge(Rules.usual().with(List.of(Trigger.of("p95 > 2x baseline for 1m"))));
        for (int i = 0; i < 90; i++) {
            judge.see(world.second());
        }

        assertThat(judge.verdict().state()).isEqualTo(State.NO_DATA);
        assertThat(judge.verdict().notes())
                .containsExactly("nothing was counted that 'p95 > 2x baseline for 1m' could judge");
    }

    @Test
    void where_nothing_can_be_compared_nothing_is_decided() {
        Judge judge = new Judge(Rules.usual());
        judge.see(Poll.of(Duration.ofSeconds(1), Arms.alone(Sample.of(1000, 0))));

        assertThat(judge.verdict().state()).isEqualTo(State.UNDECIDED);
    }

    @Test
    void one_burst_is_no_regression() {
        Judge judge = new Judge(Rules.usual());
        judge.see(Poll.of(Duration.ofSeconds(1), new Arms(Sample.of(5, 5), Sample.of(95, 0), 0.05)));
        assertThat(judge.verdict().alarmed()).isTrue();
        assertThat(judge.decision()).isEmpty();

        judge.see(Poll.of(Duration.ofSeconds(2), new Arms(Sample.of(5, 1), Sample.of(95, 0), 0.05)));
        judge.see(Poll.of(Duration.ofSeconds(3), new Arms(Sample.of(5, 1), Sample.of(95, 0), 0.05)));

        assertThat(judge.decision()).hasValue(State.REGRESSION);
    }

    @Test
    void where_two_halves_of_the_baseline_differ_the_tests_are_advice() {
        Judge judge = new Judge(Rules.usual());
        for (int second = 1; second <= 30; second++) {
            judge.see(Poll.of(
                    Duration.ofSeconds(second),
                    new Arms(Sample.of(5, 3), Sample.of(95, 5), 0.05, List.of(Sample.of(47, 5), Sample.of(48, 0)))));
        }

        assertThat(judge.decision()).hasValue(State.ENVIRONMENT_NOISY);
        assertThat(judge.verdict().notes())
                .containsExactly("two halves of the baseline differ from one another, where nothing was released");
    }

    @Test
    void few_requests_leave_it_undecided_and_say_how_many_more() {
        World world = new World(8);
        world.candidateErrors = 0;
        world.baselineErrors = 0;
        world.withoutTimes();
        Judge judge = new Judge(Rules.usual());
        world.play(judge, 3);

        Verdict verdict = judge.verdict();

        assertThat(verdict.state()).isEqualTo(State.UNDECIDED);
        assertThat(verdict.needs()).isPresent();
        assertThat(verdict.needs().getAsLong()).isBetween(5L, 200L);
    }

    @Test
    void a_clock_that_is_set_back_stands_still_and_one_that_jumps_makes_up_no_looks() {
        Judge judge = new Judge(Rules.usual()
                .withoutComparison()
                .with(Mode.LITERAL)
                .with(List.of(Trigger.of("error-rate > 5% for 5m"))));
        for (int second = 1; second <= 60; second++) {
            judge.see(bad(second));
        }
        judge.see(bad(10));
        judge.see(bad(3600));
        judge.see(bad(3601));

        assertThat(judge.decision()).isEmpty();
        assertThat(judge.verdict().at()).isEqualTo(Duration.ofSeconds(3601));
        assertThat(judge.verdict().literals())
                .containsExactly(new Verdict.Held("error-rate > 5% for 5m", "held at 7 of 31 looks in a row"));
    }

    private static Poll bad(int second) {
        return Poll.of(Duration.ofSeconds(second), Arms.alone(Sample.of(100, 20)));
    }

    @Test
    void a_baseline_of_before_convicts_a_candidate_that_serves_alone() {
        Past past = new Past(100_000, 100, Optional.empty(), 1, 1);
        Judge judge = new Judge(Rules.usual().with(past));
        World world = new World(9);
        world.share = 1;
        world.candidateErrors = 0.05;

        assertThat(world.play(judge, 120)).isBetween(2, 20);
        assertThat(judge.decision()).hasValue(State.REGRESSION);
    }

    @Test
    void coarse_buckets_are_said_to_be_coarse() {
        World world = new World(10);
        world.grid = World.coarse();
        Judge judge = new Judge(Rules.usual().with(WarmUp.NONE));
        world.play(judge, 10);

        assertThat(note(judge)).isEqualTo("the buckets are coarse: only what is more than 2.5x slower can be seen");
    }

    @Test
    void a_quantile_beyond_the_last_bucket_is_said() {
        World world = new World(11);
        world.grid = Grid.of(0.01, 0.05, 0.1);
        Judge judge = new Judge(Rules.usual().with(WarmUp.NONE).with(List.of(Trigger.of("p99 > 2x baseline"))));
        world.play(judge, 10);

        assertThat(note(judge)).isEqualTo("p99 cannot be judged: the last bucket is below it");
    }

    private static String note(Judge judge) {
        return judge.verdict().exhibits().stream()
                .filter(exhibit -> exhibit.gauge().isTime())
                .findFirst()
                .orElseThrow()
                .note();
    }

    @Test
    void the_authors_comparison_takes_the_place_of_the_usual_one() {
        Judge judge = new Judge(Rules.usual()
                .with(List.of(
                        Trigger.of("p95 > 2x baseline for 10m"),
                        Trigger.of("error-rate worse than baseline by 1.5x"),
                        Trigger.of("error-rate > 5%"))));

        assertThat(judge.verdict().exhibits().stream().map(exhibit -> exhibit.rule() + " " + exhibit.weight()))
                .containsExactly(
                        "p95 > 2x baseline for 10m 0.3",
                        "error-rate worse than baseline by 1.5x 0.4",
                        "error-rate > 5% 0.2",
                        "share of the answers < half of what was planned 0.1");
    }

    /** 100 healthy releases, an hour each at one share: at most the promised false alarms. */
    @Test
    void healthy_releases_are_left_alone() {
        int alarms = 0;
        for (int release = 0; release < 100; release++) {
            World world = new World(1000 + release).withoutTimes();
            Judge judge = new Judge(Rules.usual());
            for (int second = 0; second < 300; second++) {
                judge.see(world.second());
            }
            alarms += judge.verdict().alarmed()
                            || judge.decision().filter(State.REGRESSION::equals).isPresent()
                    ? 1
                    : 0;
        }

        assertThat(alarms).isLessThanOrEqualTo(4);
    }
}
