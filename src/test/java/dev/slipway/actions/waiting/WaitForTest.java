package dev.slipway.actions.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.Data;
import dev.slipway.hands.FakePlace;
import dev.slipway.hands.FakeSite;
import dev.slipway.hands.Place;
import dev.slipway.run.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitForTest {
    private static final Instant BEGUN = Instant.parse("2026-11-21T14:00:00Z");
    private final WaitFor action = new WaitFor();

    @Test
    void a_time_is_waited_for_in_one_go() throws InterruptedException {
        FakeSite site = new FakeSite();

        assertThat(action.perform(wait("time", "5m"), site)).isEqualTo(new Outcome.Succeeded("waited 5m00s", Map.of()));
        assertThat(site.pauses()).containsExactly(Duration.ofMinutes(5));
    }

    @Test
    void after_a_crash_only_the_rest_is_waited_for() throws InterruptedException {
        FakeSite site = new FakeSite().begunAt(BEGUN, BEGUN.plusSeconds(280));

        assertThat(action.perform(wait("time", "5m"), site))
                .isEqualTo(new Outcome.Succeeded("waited 20.0 s", Map.of()));
    }

    @Test
    void a_time_that_is_over_is_not_waited_for() throws InterruptedException {
        FakeSite site = new FakeSite().begunAt(BEGUN, BEGUN.plusSeconds(3600));

        assertThat(action.perform(wait("time", "5m"), site)).isInstanceOf(Outcome.Succeeded.class);
        assertThat(site.pauses()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T14:00:30Z,           2026-11-21T14:00:30Z",
        "2026-11-21T16:00:00+01:00,      2026-11-21T15:00:00Z",
        "15:30 UTC,                      2026-11-21T15:30:00Z",
        "14:00 UTC,                      2026-11-21T14:00:00Z",
        "13:59:59 UTC,                   2026-11-22T13:59:59Z",
        "02:30 Europe/Berlin,            2026-11-22T01:30:00Z"
    })
    void a_moment_is_waited_for(String until, Instant moment) throws InterruptedException {
        FakeSite site = new FakeSite();

        action.perform(wait("until", until), site);

        assertThat(site.now()).isEqualTo(moment);
    }

    @Test
    void a_time_of_day_stays_that_of_the_day_when_the_wait_began() throws InterruptedException {
        FakeSite site = new FakeSite().begunAt(BEGUN, Instant.parse("2026-11-21T15:45:00Z"));

        action.perform(wait("until", "15:30 UTC"), site);

        assertThat(site.pauses()).isEmpty();
    }

    @Test
    void a_time_that_the_clocks_leave_out_comes_after_the_gap() {
        Instant evening = Instant.parse("2026-03-28T20:00:00Z");

        assertThat(Until.parse("02:30 Europe/Berlin").orElseThrow().after(evening))
                .isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
    }

    @Test
    void a_command_is_waited_for() throws InterruptedException {
        FakePlace place = FakePlace.answering((_, elapsed) -> new Place.Ran.Ended(
                elapsed.toSeconds() < 12 ? 3 : 0, "", elapsed.toSeconds() < 12 ? "inactive\n" : ""));
        FakeSite site = new FakeSite(place);

        assertThat(action.perform(wait("command", "systemctl is-active app", "within", "1m"), site))
                .isEqualTo(new Outcome.Succeeded("after 15.0 s", Map.of()));
        assertThat(site.said()).contains("inactive", "exit status 3");
    }

    @Test
    void a_command_that_never_succeeds_fails_when_the_time_is_over() throws InterruptedException {
        FakeSite site = new FakeSite(FakePlace.always(new Place.Ran.Ended(3, "", "")));

        assertThat(action.perform(wait("command", "false", "within", "12s"), site))
                .isEqualTo(new Outcome.Failed("exit status 3 (last of 4 tries in 12.0 s)"));
    }

    @Test
    void after_a_crash_the_limit_counts_from_the_first_beginning() throws InterruptedException {
        FakeSite site =
                new FakeSite(FakePlace.always(new Place.Ran.Ended(3, "", ""))).begunAt(BEGUN, BEGUN.plusSeconds(600));

        assertThat(action.perform(wait("command", "false", "within", "12s"), site))
                .isEqualTo(new Outcome.Failed("exit status 3"));
    }

    @Test
    void a_condition_is_waited_for() throws InterruptedException {
        FakeSite site = new FakeSite().withRoot("environment", Data.of("production"));

        assertThat(action.perform(wait("condition", "environment == 'production'"), site))
                .isEqualTo(new Outcome.Succeeded("", Map.of()));
        assertThat(action.perform(wait("condition", "environment == 'staging'", "within", "5s"), site))
                .isEqualTo(new Outcome.Failed("environment == 'staging' is not true (last of 2 tries in 5.0 s)"));
        assertThat(action.perform(wait("condition", "steps.a.b == 1", "within", "0s"), site))
                .isEqualTo(new Outcome.Failed("steps.a.b == 1 cannot be told: there is no steps"));
    }

    @Test
    void a_step_that_is_stopped_stops_waiting() {
        assertThatThrownBy(() -> action.perform(wait("time", "5m"), new FakeSite().stopped()))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void a_moment_is_checked_before_anything_runs() {
        assertThat(action.parameters()
                        .check(mapping("until", "tomorrow"))
                        .getFirst()
                        .says())
                .isEqualTo("'tomorrow' is not a moment: write 2026-11-21T02:30:00+01:00, or 02:30 Europe/Berlin");
        assertThat(action.parameters().check(mapping("until", "02:30 Mars/Olympus")))
                .hasSize(1);
    }

    private WaitFor.Wait wait(String... pairs) {
        return action.parameters().bind(mapping(pairs));
    }

    private static Data.Mapping mapping(String... pairs) {
        Map<String, Data> entries = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            entries.put(pairs[i], Data.of(pairs[i + 1]));
        }
        return new Data.Mapping(entries);
    }
}
