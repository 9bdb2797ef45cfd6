package dev.slipway.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TapeTest {
    private static final Grid GRID = Grid.of(0.1, 0.2);

    private final Tape tape = new Tape();

    @Test
    void the_first_look_only_says_where_to_count_from() {
        assertThat(next(1, Sample.of(100, 3), Sample.of(900, 1))).isEqualTo(Poll.silent(Duration.ofSeconds(1), ""));
        assertThat(next(2, Sample.of(105, 4), Sample.of(995, 1)))
                .isEqualTo(Poll.of(Duration.ofSeconds(2), new Arms(Sample.of(5, 1), Sample.of(95, 0), 0.05)));
    }

    @Test
    void an_interval_in_which_a_counter_began_anew_is_left_out_for_both() {
        next(1, Sample.of(100, 3), Sample.of(900, 1));

        assertThat(next(2, Sample.of(2, 1), Sample.of(950, 1)).silence())
                .isEqualTo("a counter began anew: what was counted in between is left out");
        assertThat(next(3, Sample.of(4, 1), Sample.of(960, 1))
                        .arms()
                        .orElseThrow()
                        .baseline())
                .isEqualTo(Sample.of(10, 0));
    }

    @Test
    void times_in_other_buckets_are_left_out_and_counts_kept() {
        next(1, Sample.of(10, 0).with(Times.of(GRID, 10)), Sample.NONE);

        Sample seen = next(2, Sample.of(12, 0).with(Times.of(Grid.of(0.1), 12)), Sample.NONE)
                .arms()
                .orElseThrow()
                .candidate();

        assertThat(seen).isEqualTo(Sample.of(2, 0));
    }

    @Test
    void halves_are_told_apart_as_well() {
        List<Sample> before = List.of(Sample.of(10, 0), Sample.of(10, 1));
        List<Sample> after = List.of(Sample.of(15, 0), Sample.of(17, 1));
        tape.next(Duration.ZERO, new Arms(Sample.of(1, 0), Sample.of(20, 1), 0.05, before));

        Poll poll = tape.next(Duration.ofSeconds(1), new Arms(Sample.of(2, 0), Sample.of(32, 1), 0.05, after));

        assertThat(poll.arms().orElseThrow().halves()).containsExactly(Sample.of(5, 0), Sample.of(7, 0));
    }

    private Poll next(int second, Sample candidate, Sample baseline) {
        return tape.next(Duration.ofSeconds(second), new Arms(candidate, baseline, 0.05));
    }
}
