package dev.slipway.kills;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code bin/kills} kills two hundred times. */
@Tag("real")
class KillsTest {

    @Test
    void nothing_is_lost_and_nothing_done_twice_when_processes_are_killed_at_random_instants() throws Exception {
        Tally tally = new Tally();

        assertThat(KillsMain.play(4, new Random(), tally, _ -> Hunt.BRISK))
                .as(tally::toString)
                .isEmpty();
        assertThat(tally.of("kills")).isGreaterThanOrEqualTo(4);
    }
}
