package dev.slipway.actions.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.Data;
import dev.slipway.base.Problem;
import dev.slipway.base.Secret;
import dev.slipway.hands.FakeSite;
import dev.slipway.parameters.Parameters.Fault;
import dev.slipway.run.Outcome;
import dev.slipway.run.Sighting;
import dev.slipway.runbook.Yaml;
import dev.slipway.runbook.YamlReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On pages of metrics that count as a test says, with a clock that only the pauses move. */
class JudgeWatchTest {
    private final JudgeWatch action = new JudgeWatch();
    private final Page candidate = new Page("v3");
    private final Page baseline = new Page("v2");
    private final FakeSite site = new FakeSite();

    @AfterEach
    void close() {
        candidate.close();
        baseline.close();
    }

    @Test
    void a_worse_version_fails_the_step_after_seconds() throws InterruptedException {
        candidate.eachLookAdds(9, 1, 0);
        baseline.eachLookAdds(99, 1, 0);

        Outcome outcome = watch("duration: 5m");

        assertThat(((Outcome.Failed) outcome).reason())
                .matches("the new version is worse after \\d\\d0? candidate requests \\(\\d+ s\\):"
                        + " errors 10 % against 1 %; false-alarm guarantee 1 %");
        assertThat(site.pauses()).hasSizeBetween(3, 60);
        assertThat(String.join("\n", site.notes())).contains("error-rate worse than baseline by 1.25x plus 0.1pp");
    }

    @Test
    void a_healthy_version_is_watched_to_the_end() throws InterruptedException {
        candidate.eachLookAdds(50, 0, 0);
        baseline.eachLookAdds(50, 0, 0);

        Outcome outcome = watch("duration: 2m");

        assertThat(((Outcome.Succeeded) outcome).summary()).startsWith("the new version is not worse, proved after ");
        assertThat(((Outcome.Succeeded) outcome).outputs()).containsEntry("verdict", Data.of("not-worse"));
        assertThat(site.pauses()).hasSize(120);
    }

    @Test
    void it_may_end_as_soon_as_the_proof_is_there() throws InterruptedException {
        candidate.eachLookAdds(50, 0, 0);
        baseline.eachLookAdds(50, 0, 0);

        Outcome outcome = watch("duration: 10m, how: {early: true}");

        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
        assertThat(site.pauses()).hasSizeLessThan(60);
    }

    @Test
    void slowness_counts_as_well() throws InterruptedException {
        candidate.eachLookAdds(50, 0, 3);
        baseline.eachLookAdds(50, 0, 1);

        Outcome outcome = watch("duration: 2m, how: {warm-up: 0s}", ", times: request_seconds");

        assertThat(((Outcome.Failed) outcome).reason()).contains(" ms against ").contains("false-alarm guarantee 1 %");
    }

    @Test
    void without_data_a_person_is_asked_and_nobody_is_promoted() throws InterruptedException {
        for (String undecided : List.of("ask", "promote")) {
            FakeSite mine = new FakeSite();
            Outcome outcome = action.perform(watched("duration: 5s, undecided: " + undecided, ""), mine);

            assertThat(outcome).isEqualTo(new Outcome.InDoubt("no data: 0 candidate requests in 5 s"));
            assertThat(action.look(watched("duration: 5s", ""), mine))
                    .isEqualTo(new Sighting.Unknown("no data: 0 candidate requests in 5 s"));
        }
        assertThat(watch("duration: 5s, undecided: undo"))
                .isEqualTo(new Outcome.Failed("no data: 0 candidate requests in 5 s"));
    }

    @Test
    void whoever_tries_it_again_after_the_question_lets_it_be_watched_for_as_long_again() throws InterruptedException {
        assertThat(watch("duration: 5s")).isInstanceOf(Outcome.InDoubt.class);
        candidate.eachLookAdds(50, 0, 0);
        baseline.eachLookAdds(50, 0, 0);
        site.begunAt(site.now(), site.now());
        site.killedAfter(20);
        assertThatThrownBy(() -> watch("duration: 1m")).isInstanceOf(FakeSite.Killed.class);
        site.killedAfter(Integer.MAX_VALUE);

        Outcome outcome = watch("duration: 1m");

        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
        assertThat(site.pauses()).hasSize(5 + 60);
        // Of 62 looks the first of each life says where to count from, and the one before the crash is not made up for.
        assertThat(((Outcome.Succeeded) outcome).outputs()).containsEntry("requests", Data.of(50 * (20 + 40)));
    }

    @Test
    void a_judge_that_is_killed_again_and_again_still_knows_all_that_he_has_seen() throws InterruptedException {
        candidate.eachLookAdds(4, 1, 0);
        baseline.eachLookAdds(95, 0, 0);
        int lives = 0;
        Outcome outcome = new Outcome.InDoubt("");

        // Two looks a life, and the first only says where to count from: nobody alone could see it in three polls.
        while (outcome instanceof Outcome.InDoubt) {
            lives++;
            assertThat(lives).isLessThan(40);
            site.killedAfter(1);
            try {
                outcome = watch("duration: 30m");
            } catch (FakeSite.Killed _) {
                assertThat(action.look(watched("duration: 30m", ""), site)).isEqualTo(new Sighting.Absent());
            }
        }

        assertThat(lives).isGreaterThan(2);
        assertThat(((Outcome.Failed) outcome).reason()).contains("errors 20 % against 0 %");
    }

    @Test
    void killed_at_the_very_moment_of_the_verdict_it_says_the_same_again() throws InterruptedException {
        candidate.eachLookAdds(9, 1, 0);
        baseline.eachLookAdds(99, 1, 0);
        assertThat(watch("duration: 5m")).isInstanceOf(Outcome.Failed.class);
        candidate.eachLookAdds(1000, 0, 0);

        assertThat(watch("duration: 5m")).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void where_nothing_is_left_of_what_was_seen_a_person_is_asked() throws InterruptedException {
        Instant begun = Instant.parse("2026-11-21T14:00:00Z");
        candidate.eachLookAdds(50, 0, 0);
        baseline.eachLookAdds(50, 0, 0);
        site.begunAt(begun, begun.plusSeconds(300));

        assertThat(watch("duration: 10m"))
                .isEqualTo(new Outcome.InDoubt("nothing is left of what was seen since 2026-11-21T14:00:00Z: to begin"
                        + " anew would be another chance for a false alarm; if that is right, try it again"));
        assertThat(watch("duration: 10m")).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void a_source_that_dies_is_no_data() throws InterruptedException {
        candidate.close();

        Outcome outcome = watch("duration: 5s");

        assertThat(((Outcome.InDoubt) outcome).why())
                .isEqualTo("no data: nothing listens at " + Fetch.shown(candidate.uri()));
    }

    @Test
    void a_rule_holds_by_its_words() throws InterruptedException {
        candidate.eachLookAdds(9, 1, 0);

        Outcome outcome = action.perform(
                watched("{duration: 30m, metrics: {candidate: '" + candidate.uri()
                        + "'}, against: nothing, mode: literal, take-back-when: ['error-rate > 5% for 2m']}"),
                site);

        assertThat(((Outcome.Failed) outcome).reason())
                .matches("the new version is worse after \\d+ candidate requests \\(2m10s\\):"
                        + " 'error-rate > 5% for 2m' held: errors 10 %, at 13 looks in a row");
    }

    @Test
    void a_watch_that_was_cut_off_is_watched_on() {
        assertThat(action.look(watched("duration: 5s", ""), site)).isEqualTo(new Sighting.Absent());
    }

    @Test
    void credentials_are_sent_and_never_said() throws InterruptedException {
        site.with(new Secret("METRICS_TOKEN", "hunter22"));
        watch("duration: 2s", ", headers: {Authorization: 'Bearer $METRICS_TOKEN'}");

        assertThat(candidate.authorizations()).containsOnly("Bearer hunter22");
        assertThat(site.said() + "" + site.notes()).doesNotContain("hunter22");
        assertThat(action.variables(data("{metrics: {headers: {Authorization: 'Bearer $METRICS_TOKEN'}}}")))
                .containsExactly("METRICS_TOKEN");
    }

    @Test
    void each_mistake_has_a_sentence() {
        String pages = "metrics: {candidate: 'http://a/metrics', baseline: 'http://b/metrics'}";
        assertFault("{duration: 0s, " + pages + "}", "'duration' is 0: nothing can be seen in no time");
        assertFault("{duration: 5m}", "one of traffic, metrics, prometheus, command is needed");
        assertFault("{duration: 5m, traffic: web}", "'traffic' needs 'candidate': the version that is watched");
        assertFault(
                "{duration: 5m, " + pages + ", take-back-when: ['error-rat > 5%']}",
                "nothing is measured as 'error-rat'");
        assertFault(
                "{duration: 5m, " + pages + ", take-back-when: ['error-rate > 5% for 5m', 'error-rate > 2% for 5m']}",
                "'error-rate > 5% for 5m' can never act before 'error-rate > 2% for 5m': leave one of them out");
        assertFault(
                "{duration: 5m, " + pages + ", take-back-when: ['error-rate > 1%', 'error-rate > 1%']}",
                "'error-rate > 1%' is written twice");
        assertFault(
                "{duration: 5m, " + pages + ", take-back-when: ['p95 > 1s']}",
                "'p95 > 1s' needs 'times': the histogram of how long requests take");
        assertFault(
                "{duration: 5m, " + pages + ", take-back-when: ['connection-failures > 1%']}",
                "'connection-failures > 1%' is counted by fronts: watch it with 'traffic'");
        assertFault(
                "{duration: 5m, metrics: {candidate: 'http://a/metrics'}}",
                "there is nothing to judge by: give a baseline beside the candidate, 'before', or a rule");
        assertFault(
                "{duration: 5m, metrics: {candidate: 'http://a/metrics', times: seconds}, take-back-when: ['p95 > 2x baseline']}",
                "'p95 > 2x baseline' has no baseline to compare with: give one beside the candidate, or 'before'");
        assertFault(
                "{duration: 5m, " + pages + ", take-back-when: [\"promql 'up' < 1\"]}",
                "a promql rule needs 'queries-at': the Prometheus that is asked");
        assertFault(
                "{duration: 5m, " + pages + ", take-back-when: ['health fails 3 times']}",
                "'health fails …' needs 'health': the address that is asked");
        assertFault(
                "{duration: 5m, metrics: {candidate: 'http://a/metrics', baseline: 'http://b/metrics', requests: 'sum(x)'}}",
                "'sum(x)' names no metric: write it as http_requests_total or http_requests_total{job=\"shop\"}");
    }

    private void assertFault(String parameters, String says) {
        assertThat(action.parameters().check(data(parameters)).stream().map(Fault::says))
                .containsExactly(says);
    }

    @Test
    void what_was_measured_before_is_what_judge_baseline_wrote() {
        JudgeWatch.Watched watched = watched("{duration: 5m, metrics: {candidate: 'http://a/metrics'}, before: 'x'}");

        assertThatThrownBy(watched::rules).isInstanceOf(IllegalArgumentException.class);
    }

    private Outcome watch(String more) throws InterruptedException {
        return watch(more, "");
    }

    private Outcome watch(String more, String source) throws InterruptedException {
        return action.perform(watched(more, source), site);
    }

    private JudgeWatch.Watched watched(String more, String source) {
        return watched("{metrics: {candidate: '" + candidate.uri() + "', baseline: '" + baseline.uri() + "'" + source
                + "}, " + more + "}");
    }

    private JudgeWatch.Watched watched(String parameters) {
        return action.parameters().bind(data(parameters));
    }

    private static Data.Mapping data(String yaml) {
        List<Problem> problems = new ArrayList<>();
        Yaml read = YamlReader.read("step", yaml, 1, 1, problems).orElseThrow();
        assertThat(problems).isEmpty();
        return (Data.Mapping) read.data();
    }
}
