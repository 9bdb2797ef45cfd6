package dev.slipway.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.judge.Arms;
import dev.slipway.judge.Grid;
import dev.slipway.judge.Judge;
import dev.slipway.judge.Poll;
import dev.slipway.judge.Rules;
import dev.slipway.judge.Rules.WarmUp;
import dev.slipway.judge.Sample;
import dev.slipway.judge.Times;
import dev.slipway.judge.Trigger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictDrawingTest {
    private static final Grid GRID = Grid.of(0.05, 0.1, 0.2, 0.4, 0.8);

    /** Well for half a minute, then a tenth of the requests fails; times do not differ. */
    private static VerdictDrawing after(int seconds) {
        Judge judge = new Judge(Rules.usual().with(WarmUp.NONE).with(List.of(Trigger.of("error-rate > 5% for 5m"))));
        for (int second = 1; second <= seconds; second++) {
            Sample candidate =
                    Sample.of(20, second > 30 && second % 2 == 0 ? 3 : 0).with(times(14, 4, 2));
            Sample baseline = Sample.of(80, second % 3 == 0 ? 1 : 0).with(times(56, 16, 8));
            judge.see(Poll.of(Duration.ofSeconds(second), new Arms(candidate, baseline, 0.2)));
        }
        return new VerdictDrawing(judge.verdict(), new VerdictText("v3", "v2"));
    }

    private static Times times(long... counts) {
        return Times.of(GRID, 0, counts[0], counts[1], counts[2], 0, 0);
    }

    private static String drawn(int seconds, int columns, int rows) {
        return String.join("\n", after(seconds).lines(columns, rows)) + "\n";
    }

    @Test
    void at_78_columns_each_gauge_has_both_versions_and_its_evidence_against_its_line() {
        assertThat(drawn(36, 78, 14)).isEqualTo("""
                v3 against v2: undecided, about 1600 more requests          720 requests, 36 s
                                 v3                v2                  EVIDENCE
                error-rate > 5%  1.3 % (0.22–3.7)  0.42 % (0.092–1.1)  -1.1 of 6.2  ·········│
                error-rate       1.3 % (0.22–3.7)  0.42 % (0.092–1.1)  4.1 of 5.5   ██████▋··│
                p95              300 ms (200–400)  300 ms (200–400)    -0.6 of 5.8  ·········│
                share            20 % (17–23)      –                   -1.4 of 6.9  ·········│
                error-rate > 5% for 5m: does not hold: errors 0 %
                4.6 ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄ acts here; all together 3.2

                                                       █
                0                                    ▆▆█
                    0 s                             36 s
                """);
    }

    @Test
    void at_58_columns_intervals_give_way_to_the_bar() {
        assertThat(drawn(36, 58, 14)).isEqualTo("""
                v3 against v2: undecided, about 1600 more requests
                                 v3      v2      EVIDENCE
                error-rate > 5%  1.3 %   0.42 %  -1.1 of 6.2  ···········│
                error-rate       1.3 %   0.42 %  4.1 of 5.5   ████████▏··│
                p95              300 ms  300 ms  -0.6 of 5.8  ···········│
                share            20 %    –       -1.4 of 6.9  ···········│
                error-rate > 5% for 5m: does not hold: errors 0 %
                4.6 ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄ acts here; all together 3.2

                                                       █
                0                                    ▆▆█
                    0 s                             36 s
                """);
    }

    @Test
    void at_38_columns_names_give_way_to_figures() {
        assertThat(drawn(36, 38, 14)).isEqualTo("""
                v3 against v2: undecided, about 1600…
                             v3      v2      EVIDENCE
                error-rate…  1.3 %   0.42 %  -1.1/6.2
                error-rate   1.3 %   0.42 %  4.1/5.5
                p95          300 ms  300 ms  -0.6/5.8
                share        20 %    –       -1.4/6.9
                error-rate > 5% for 5m: does not hold…
                4.6 ┄┄┄┄┄┄ acts here; all together 3.2

                                                     █
                0                                   ▆█
                    0 s                           36 s
                """);
    }

    @Test
    void where_there_are_few_rows_the_chart_gives_way() {
        assertThat(drawn(36, 78, 7)).isEqualTo("""
                v3 against v2: undecided, about 1600 more requests          720 requests, 36 s
                                 v3                v2                  EVIDENCE
                error-rate > 5%  1.3 % (0.22–3.7)  0.42 % (0.092–1.1)  -1.1 of 6.2  ·········│
                error-rate       1.3 % (0.22–3.7)  0.42 % (0.092–1.1)  4.1 of 5.5   ██████▋··│
                p95              300 ms (200–400)  300 ms (200–400)    -0.6 of 5.8  ·········│
                share            20 % (17–23)      –                   -1.4 of 6.9  ·········│
                together  3.2 of 4.6
                """);
    }

    @Test
    void before_the_first_request_there_is_little_to_draw() {
        assertThat(new VerdictDrawing(new Judge(Rules.usual()).verdict(), new VerdictText("v3", "v2")).lines(78, 14))
                .containsExactly("v3 against v2: no data                                         0 requests, 0 s");
    }

    @ParameterizedTest
    @CsvSource({"18,3", "38,12", "78,1", "78,24", "200,40", "5,0", "1,9"})
    void no_line_is_wider_and_there_are_no_more_than_there_is_room_for(int columns, int rows) {
        for (int seconds : List.of(1, 2, 40, 700)) {
            assertThat(after(seconds).lines(columns, rows))
                    .hasSizeLessThanOrEqualTo(rows)
                    .allSatisfy(line -> assertThat(Width.of(line)).isLessThanOrEqualTo(columns));
        }
    }
}
