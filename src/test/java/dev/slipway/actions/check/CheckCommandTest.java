package dev.slipway.actions.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Secret;
import dev.slipway.hands.FakePlace;
import dev.slipway.hands.FakeSite;
import dev.slipway.hands.Place;
import dev.slipway.run.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckCommandTest {
    private final CheckCommand action = new CheckCommand();

    @Test
    void the_command_runs_as_bash_reads_it_with_the_environment_of_the_step() throws InterruptedException {
        FakePlace place = FakePlace.always(new Place.Ran.Ended(0, "fine\n", ""));
        FakeSite site = new FakeSite(place).with("VERSION", "v1").with(new Secret("TOKEN", "hunter2hunter2"));

        assertThat(action.perform(command(Optional.empty(), Optional.empty()), site))
                .isEqualTo(new Outcome.Succeeded("", Map.of()));
        Place.Command ran = place.commands().getFirst();
        assertThat(ran.words()).containsExactly("bash", "-euo", "pipefail", "-c", "./ready | tail -1");
        assertThat(ran.environment().plain()).containsEntry("VERSION", "v1");
        assertThat(ran.environment().secrets()).hasSize(1);
        assertThat(site.said()).containsExactly("fine");
    }

    @Test
    void another_exit_status_fails_and_shows_the_output() throws InterruptedException {
        FakeSite site = new FakeSite(FakePlace.always(new Place.Ran.Ended(3, "", "no such host\n")));

        assertThat(action.perform(command(Optional.empty(), Optional.empty()), site))
                .isEqualTo(new Outcome.Failed("exit status 3 instead of 0"));
        assertThat(site.said()).containsExactly("no such host");
    }

    @Test
    void an_expected_line_that_is_missing_fails() throws InterruptedException {
        FakeSite site = new FakeSite(FakePlace.always(new Place.Ran.Ended(0, "app Up\n", "")));

        assertThat(action.perform(command(Optional.of("app ... (healthy)"), Optional.empty()), site))
                .isEqualTo(new Outcome.Failed("the output lacks the line 'app ... (healthy)'"));
    }

    @Test
    void it_is_tried_again_while_there_is_time_and_only_the_last_output_is_shown() throws InterruptedException {
        FakePlace place = FakePlace.answering((_, elapsed) -> elapsed.toSeconds() < 9
                ? new Place.Ran.Ended(1, "starting " + elapsed.toSeconds() + "\n", "")
                : new Place.Ran.Ended(0, "ready\n", ""));
        FakeSite site = new FakeSite(place);

        assertThat(action.perform(command(Optional.empty(), Optional.of(Duration.ofSeconds(30))), site))
                .isEqualTo(new Outcome.Succeeded("after 10.0 s", Map.of()));
        assertThat(site.said()).containsExactly("exit status 1 instead of 0", "exit status 1 instead of 0", "ready");
    }

    @Test
    void a_command_without_end_fails_after_its_time() throws InterruptedException {
        FakePlace place = FakePlace.answering((command, _) -> new Place.Ran.TooLong(command.deadline()));

        assertThat(action.perform(command(Optional.empty(), Optional.empty()), new FakeSite(place)))
                .isEqualTo(new Outcome.Failed("no end after 20.0 s"));
    }

    @Test
    void a_place_without_bash_is_said_at_once() throws InterruptedException {
        assertThat(action.perform(command(Optional.empty(), Optional.of(Duration.ofHours(1))), new FakeSite()))
                .isEqualTo(new Outcome.Failed("there is no bash at here"));
    }

    private static CheckCommand.Command command(Optional<String> expect, Optional<Duration> within) {
        return new CheckCommand.Command(
                "./ready | tail -1", 0, expect, Duration.ofSeconds(20), within, Duration.ofSeconds(5));
    }
}
