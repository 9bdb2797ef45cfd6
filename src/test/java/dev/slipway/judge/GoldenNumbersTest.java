package dev.slipway.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.slipway.judge.Seq.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Numbers that another implementation, in another language, gave for the same input. */
class GoldenNumbersTest {
    private static final Offset<Double> EXACT = within(1e-9);
    private static final double[][] RISING = {{5, 0, 95, 0}, {5, 1, 95, 1}, {6, 2, 94, 1}, {4, 2, 96, 0}, {5, 3, 95, 2}
    };

    @Test
    void a_single_start_against_the_baseline() {
        Seq seq = new Seq(Tolerance.STRICT, Setting.USUAL.single());

        assertLogs(seq, RISING, -0.013842353882, 0.965574666700, 4.111683882180, 9.081095390877, 15.092049146639);
        assertThat(seq.convicts(0.01)).isTrue();
    }

    @Test
    void a_mixture_of_starts() {
        Seq seq = new Seq(Tolerance.STRICT, Setting.USUAL);
        List<Double> logs = new ArrayList<>();
        for (int i = 0; i < RISING.length; i++) {
            if (i == 2 || i == 4) {
                seq.openStart();
            }
            logs.add(seq.update(batch(RISING[i])));
        }

        assertClose(logs, -0.006897225787, 0.595064690159, 3.562448575501, 8.581249780723, 14.599957901869);
        assertThat(seq.p()).isCloseTo(4.56e-7, within(1e-9));
    }

    @Test
    void a_limit_instead_of_a_baseline() {
        Seq seq = new Seq(Tolerance.limit(0.05), Setting.USUAL);

        assertLogs(
                seq,
                new double[][] {{20, 1, 0, 0}, {20, 4, 0, 0}, {20, 6, 0, 0}, {20, 8, 0, 0}},
                -0.353562406409,
                0.429150746782,
                4.611733091069,
                13.407499796812);
    }

    @Test
    void dispersion_takes_its_price() {
        assertLogs(
                new Seq(Tolerance.STRICT, Setting.USUAL.single().withDispersion(3)),
                RISING,
                -0.004675764399,
                0.284190221655,
                1.147758368244,
                2.536636716956,
                4.368066298942);
    }

    @Test
    void what_waits_for_the_other_arm_is_carried_on() {
        Seq seq = new Seq(Tolerance.STRICT, Setting.USUAL.single());
        Seq joined = new Seq(Tolerance.STRICT, Setting.USUAL.single());

        assertLogs(
                seq,
                new double[][] {{0, 0, 3, 1}, {2, 1, 0, 0}, {0, 0, 0, 0}, {1, 1, 4, 0}},
                0,
                -0.357329117129,
                -0.357329117129,
                0.360220152007);
        assertLogs(joined, new double[][] {{2, 1, 3, 1}, {1, 1, 4, 0}}, -0.357329117129, 0.360220152007);
    }

    @Test
    void the_arms_in_each_others_place_prove_that_it_is_not_worse() {
        Seq seq = new Seq(new Tolerance(1, 0.005).turned(), Setting.USUAL.single());

        assertLogs(
                seq,
                new double[][] {{500, 0, 500, 0}, {500, 1, 500, 0}, {500, 0, 500, 1}, {500, 1, 500, 0}},
                1.680395792814,
                4.412205598707,
                4.017184172626,
                6.685863912736);
    }

    @Test
    void silence_is_no_evidence() {
        Seq seq = new Seq(Tolerance.STRICT, Setting.USUAL.single());
        for (int i = 0; i < 1000; i++) {
            seq.update(new Batch(5, 0, 95, 0));
        }

        assertThat(seq.logE()).isCloseTo(-0.014656232251, EXACT);
    }

    @Test
    void one_batch_in_which_all_fails() {
        Seq seq = new Seq(Tolerance.STRICT, Setting.USUAL.single());

        assertThat(seq.update(new Batch(5, 5, 95, 0))).isCloseTo(12.832722405670, EXACT);
    }

    @Test
    void intervals() {
        assertInterval(Interval.of(100, 0, 0.05), 0, .057028598);
        assertInterval(Interval.of(100, 5, 0.05), .007149479, .155794444);
        assertInterval(Interval.of(1000, 10, 0.05), .002406468, .026164430);
        assertInterval(Interval.of(10000, 100, 0.01), .006272407, .014957439);
        assertInterval(Interval.of(50, 50, 0.05), .895357523, 1);
    }

    @Test
    void a_weighted_combination() {
        double logE = Combination.weighted(new double[] {6, -1, 2}, new double[] {.4, .3, .3});

        assertThat(logE).isCloseTo(5.098026920254, EXACT);
    }

    @Test
    void starts_without_data_change_nothing_but_what_is_kept_back() {
        Seq seq = new Seq(Tolerance.STRICT, Setting.USUAL);
        for (int i = 1; i < 6; i++) {
            seq.openStart();
        }

        assertThat(seq.cash()).isCloseTo(.083333333333, EXACT);
        assertThat(seq.logE()).isZero();
    }

    @Test
    void dispersion_between_two_halves() {
        long[] a = {2, 0, 5, 1, 0, 3, 0, 1};
        long[] b = {1, 0, 0, 4, 0, 0, 2, 1};
        List<Batch> blocks = new ArrayList<>();
        for (int i = 0; i < a.length; i++) {
            blocks.add(new Batch(25, a[i], 25, b[i]));
        }

        assertThat(Dispersion.within(blocks)).isCloseTo(2.597402597, EXACT);
    }

    @Test
    void how_many_requests_a_verdict_takes() {
        assertNeeded(new Needed(.01, .001, .05, Tolerance.STRICT), 6.144572e-04, 9936);
        assertNeeded(new Needed(.01, .001, .05, Tolerance.BALANCED), 3.358113e-04, 18180);
        assertNeeded(new Needed(.03, .01, .5, Tolerance.BALANCED), 1.481187e-03, 4122);
    }

    @Test
    void candidate_requests_of_the_tables() {
        assertThat(Stream.of(.01, .02, .05, .1, .5).map(rate -> ofCandidate(rate, .001, .05)))
                .containsExactly(909L, 259L, 67L, 28L, 4L);
        assertThat(Stream.of(.05, .1).map(rate -> ofCandidate(rate, .01, .05))).containsExactly(227L, 59L);
        assertThat(Stream.of(.01, .05, .1).map(rate -> ofCandidate(rate, .001, .5)))
                .containsExactly(2239L, 244L, 111L);
        assertThat(Stream.of(.05, .1).map(rate -> ofCandidate(rate, .01, .5))).containsExactly(596L, 178L);
    }

    private static long ofCandidate(double candidate, double baseline, double share) {
        Needed needed = new Needed(candidate, baseline, share, Tolerance.BALANCED);
        return Math.round((Math.log(100) + 1.5) / needed.gain() * share);
    }

    @Test
    void bounds_of_the_usual_buckets() {
        Grid grid = Grid.of(5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000);

        assertThat(Stream.of(1.0, 1.25, 2.0).map(factor -> {
                    Pair pair = Pair.atLeast(grid, .95, 268, factor).orElseThrow();
                    return grid.bound(pair.x()) + " " + grid.bound(pair.y());
                }))
                .containsExactly("250.0 250.0", "250.0 500.0", "250.0 500.0");
    }

    private static void assertNeeded(Needed needed, double gain, long requests) {
        assertThat(needed.gain()).isCloseTo(gain, EXACT);
        assertThat(needed.requests(0.01, 1, 0)).hasValue(requests);
    }

    private static void assertInterval(Interval interval, double low, double high) {
        assertThat(interval.low()).isCloseTo(low, EXACT);
        assertThat(interval.high()).isCloseTo(high, EXACT);
    }

    private static void assertLogs(Seq seq, double[][] batches, double... expected) {
        List<Double> logs = new ArrayList<>();
        for (double[] each : batches) {
            logs.add(seq.update(batch(each)));
        }
        assertClose(logs, expected);
    }

    private static void assertClose(List<Double> logs, double... expected) {
        assertThat(logs).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(logs.get(i)).as("after batch " + (i + 1)).isCloseTo(expected[i], EXACT);
        }
    }

    private static Batch batch(double[] counts) {
        return new Batch((long) counts[0], (long) counts[1], (long) counts[2], (long) counts[3]);
    }
}
