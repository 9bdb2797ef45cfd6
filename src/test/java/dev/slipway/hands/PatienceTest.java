package dev.slipway.hands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hands.Patience.Seen;
import dev.slipway.run.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private final FakeSite site = new FakeSite();

    @Test
    void without_a_time_there_is_one_look() throws InterruptedException {
        Outcome outcome = patience(Optional.empty()).await(site, LONGEST, looks(otherwise("not yet")));

        assertThat(outcome).isEqualTo(new Outcome.Failed("not yet"));
        assertThat(site.pauses()).isEmpty();
    }

    @Test
    void it_looks_again_until_all_is_as_wanted() throws InterruptedException {
        Outcome outcome = patience(Optional.of(Duration.ofSeconds(30)))
                .await(site, LONGEST, looks(otherwise("not yet"), otherwise("not yet"), new Seen.AsWanted("ready")));

        assertThat(outcome).isEqualTo(new Outcome.Succeeded("ready after 4.0 s", Map.of()));
        assertThat(site.said()).containsExactly("not yet", "not yet");
    }

    @Test
    void the_last_look_is_made_when_the_time_is_over() throws InterruptedException {
        Outcome outcome = patience(Optional.of(Duration.ofSeconds(5)))
                .await(site, LONGEST, _ -> new Seen.Otherwise("503 instead of 200"));

        assertThat(outcome).isEqualTo(new Outcome.Failed("503 instead of 200 (last of 4 tries in 5.0 s)"));
        assertThat(site.pauses()).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(1));
    }

    @Test
    void what_cannot_get_better_ends_at_once() throws InterruptedException {
        Outcome outcome = patience(Optional.of(Duration.ofHours(1)))
                .await(site, LONGEST, looks(otherwise("not yet"), new Seen.Hopeless("there is no bash at here")));

        assertThat(outcome).isEqualTo(new Outcome.Failed("there is no bash at here"));
    }

    @Test
    void a_look_takes_no_longer_than_what_is_left_but_always_long_enough_to_see() throws InterruptedException {
        List<Duration> limits = new ArrayList<>();
        new Patience(Duration.ofSeconds(4), Optional.of(Duration.ofSeconds(10)))
                .await(site, Duration.ofSeconds(8), limit -> {
                    limits.add(limit);
                    return new Seen.Otherwise("not yet");
                });

        assertThat(limits)
                .containsExactly(
                        Duration.ofSeconds(8), Duration.ofSeconds(6), Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    @Test
    void the_time_may_count_from_an_earlier_beginning() throws InterruptedException {
        Instant start = site.now().minusSeconds(29);
        Outcome outcome = patience(Optional.of(Duration.ofSeconds(30)))
                .awaitSince(start, site, LONGEST, _ -> new Seen.Otherwise("no"));

        assertThat(outcome).isEqualTo(new Outcome.Failed("no (last of 2 tries in 30.0 s)"));
    }

    @Test
    void a_step_that_is_stopped_ends_the_waiting() {
        assertThatThrownBy(() -> patience(Optional.of(Duration.ofHours(1)))
                        .await(site.stopped(), LONGEST, _ -> new Seen.Otherwise("no")))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void looking_without_pause_is_refused() {
        assertThatThrownBy(() -> new Patience(Duration.ZERO, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'every' is at least 10ms");
    }

    @Test
    void times_are_said_as_people_say_them() {
        assertThat(List.of(45L, 1_000L, 59_949L, 61_000L, 5_400_000L).stream()
                        .map(Duration::ofMillis)
                        .map(Patience::said))
                .containsExactly("45 ms", "1.0 s", "59.9 s", "1m01s", "1h30m");
    }

    private static Patience patience(Optional<Duration> within) {
        return new Patience(Duration.ofSeconds(2), within);
    }

    private static Seen otherwise(String says) {
        return new Seen.Otherwise(says);
    }

    private static Patience.Look looks(Seen... seen) {
        Deque<Seen> next = new ArrayDeque<>(List.of(seen));
        return _ -> next.removeFirst();
    }
}
