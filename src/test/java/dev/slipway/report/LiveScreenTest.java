package dev.slipway.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveScreenTest {
    private static final LiveScreen.Below BELOW = new LiveScreen.Below(
            List.of("12:00:49 app  starting", "12:00:50 app  listening on 8080"),
            List.of("Ctrl-C pauses after this step · take back: slipway rollback r8k3f2"));

    private static String screen(int width, int height) {
        return String.join("\n", LiveScreen.of(Stories.underway(), BELOW, Stories.at(60), width, height)) + "\n";
    }

    @Test
    void at_80_columns_it_shows_the_present_phase_with_its_steps_and_the_last_output() {
        assertThat(screen(80, 24)).isEqualTo("""
                Shop release v7 → default                                           r8k3f2  1:00

                  ✓ Ready                                                                   0:30
                  ▸ Deploy 新しい版 to the hosts      1 of 2 steps                          0:28
                      ✓ Copy the files                12 files                              15 s
                      ▸ Start the new version         running                               0:12
                  · Look

                  12:00:49 app  starting
                  12:00:50 app  listening on 8080

                Ctrl-C pauses after this step · take back: slipway rollback r8k3f2
                """);
    }

    @Test
    void at_40_columns_details_give_way_and_what_is_asked_is_wrapped() {
        assertThat(screen(40, 24)).isEqualTo("""
                Shop release v7 → default   r8k3f2  1:00

                  ✓ Ready                           0:30
                  ▸ Deploy 新しい版 to the hosts    0:28
                      ✓ Copy the files              15 s
                      ▸ Start the new version       0:12
                  · Look

                  12:00:49 app  starting
                  12:00:50 app  listening on 8080

                Ctrl-C pauses after this step · take
                back: slipway rollback r8k3f2
                """);
    }

    @Test
    void on_a_low_screen_what_it_waits_for_and_where_it_stands_remain() {
        assertThat(screen(80, 8)).isEqualTo("""
                Shop release v7 → default                                           r8k3f2  1:00

                  … 3 above
                      ▸ Start the new version         running                               0:12
                  · Look

                Ctrl-C pauses after this step · take back: slipway rollback r8k3f2
                """);
    }

    private static String drawn(int height) {
        Drawing drawing = (columns, rows) -> IntStream.rangeClosed(1, rows)
                .mapToObj(row -> row + " of " + rows + ", " + columns + " columns")
                .limit(4)
                .toList();
        LiveScreen.Below below = new LiveScreen.Below(Optional.of(drawing), BELOW.tail(), BELOW.foot());
        return String.join("\n", LiveScreen.of(Stories.underway(), below, Stories.at(60), 60, height)) + "\n";
    }

    @Test
    void what_a_step_draws_stands_above_its_output() {
        assertThat(drawn(24)).isEqualTo("""
                Shop release v7 → default                       r8k3f2  1:00

                  ✓ Ready                                               0:30
                  ▸ Deploy 新しい版 to the…  1 of 2 steps               0:28
                      ✓ Copy the files       12 files                   15 s
                      ▸ Start the new vers…  running                    0:12
                  · Look

                  1 of 12, 58 columns
                  2 of 12, 58 columns
                  3 of 12, 58 columns
                  4 of 12, 58 columns

                  12:00:49 app  starting
                  12:00:50 app  listening on 8080

                Ctrl-C pauses after this step · take back: slipway rollback
                r8k3f2
                """);
    }

    @Test
    void on_a_low_screen_phases_and_output_give_way_for_a_drawing() {
        assertThat(drawn(12)).isEqualTo("""
                Shop release v7 → default                       r8k3f2  1:00

                      ▸ Start the new vers…  running                    0:12

                  1 of 4, 58 columns
                  2 of 4, 58 columns
                  3 of 4, 58 columns
                  4 of 4, 58 columns

                Ctrl-C pauses after this step · take back: slipway rollback
                r8k3f2
                """);
    }

    @ParameterizedTest
    @CsvSource({"20,6", "40,10", "80,24", "200,60", "41,5"})
    void no_line_is_wider_than_the_screen_and_the_cursor_has_a_line_of_its_own(int width, int height) {
        List<String> lines = LiveScreen.of(Stories.underway(), BELOW, Stories.at(60), width, height);

        assertThat(lines)
                .hasSizeLessThan(Math.max(height, 6))
                .allSatisfy(line -> assertThat(Width.of(line)).isLessThanOrEqualTo(width));
    }
}
