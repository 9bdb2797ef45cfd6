package dev.slipway.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeqTest {

    /** The promise itself, without chance: at each rate that is tolerated the expected factor of each bet is at most 1. */
    @Test
    void no_bet_gains_on_average_while_the_tolerance_is_kept() {
        double highest = 0;
        for (Tolerance tolerance : List.of(
                Tolerance.STRICT,
                Tolerance.BALANCED,
                Tolerance.LENIENT,
                Tolerance.limit(0.05),
                Tolerance.limit(0.001),
                new Tolerance(1, 0.005).turned())) {
            for (int[] sizes : new int[][] {{1, 1}, {2, 3}, {5, 4}, {3, 9}}) {
                for (double baseline : new double[] {0.006, 0.05, 0.3, 0.7}) {
                    highest = Math.max(highest, expected(tolerance, sizes, baseline));
                }
            }
        }

        assertThat(highest).isBetween(0.5, 1 + 1e-12);
    }

    /** Of the best of the bets, over all that two arms of so many requests may count at the boundary of the tolerance. */
    private static double expected(Tolerance tolerance, int[] sizes, double baseline) {
        double candidate = tolerance.boundary(baseline);
        if (tolerance.ratio() * baseline + tolerance.delta() < 0
                || tolerance.ratio() * baseline + tolerance.delta() > 1) {
            return 0;
        }
        double highest = 0;
        for (int size = 0; size < Seq.sizes(); size++) {
            for (double guess : new double[] {0.01, 0.1, 0.4}) {
                double sum = 0;
                for (int xc = 0; xc <= sizes[0]; xc++) {
                    for (int xb = 0; xb <= sizes[1]; xb++) {
                        double gain = Seq.gain(
                                size, new Batch(sizes[0], xc, sizes[1], xb), fitting(guess, tolerance), tolerance);
                        sum += binomial(sizes[0], xc, candidate) * binomial(sizes[1], xb, baseline) * Math.exp(gain);
                    }
                }
                highest = Math.max(highest, sum);
            }
        }
        return highest;
    }

    /** As the past would clamp it. */
    private static double fitting(double guess, Tolerance tolerance) {
        long requests = 1_000_000;
        return Seq.guess(new Batch(0, 0, requests, Math.round(guess * requests)), tolerance, 0.01);
    }

    private static double binomial(int n, int x, double p) {
        double choose = 1;
        for (int i = 1; i <= x; i++) {
            choose = choose * (n - x + i) / i;
        }
        return choose * Math.pow(p, x) * Math.pow(1 - p, n - x);
    }

    @Test
    void it_stays_quiet_where_both_arms_are_equal() {
        Random random = new Random(11);
        int alarms = 0;
        int runs = 400;
        for (int run = 0; run < runs; run++) {
            alarms += alarms(new Seq(Tolerance.STRICT, Seq.Setting.USUAL), random, 0.01, 0.01, 300) > 0 ? 1 : 0;
        }

        assertThat(alarms).isLessThanOrEqualTo((int) Math.ceil(runs * 0.01 + 3 * Math.sqrt(runs * 0.01 * 0.99)));
    }

    @Test
    void it_finds_a_regression_in_the_time_that_was_simulated() {
        Random random = new Random(12);
        int[] delays = new int[101];
        for (int run = 0; run < delays.length; run++) {
            delays[run] = alarms(new Seq(Tolerance.BALANCED, Seq.Setting.USUAL), random, 0.10, 0.01, 300);
        }
        java.util.Arrays.sort(delays);

        assertThat(delays[0]).isPositive();
        assertThat(delays[50]).isBetween(3, 5);
        assertThat(delays[95]).isLessThanOrEqualTo(10);
    }

    /** The second in which it convicts at 50 + 50 requests a second; 0 when it does not. */
    private static int alarms(Seq seq, Random random, double candidate, double baseline, int seconds) {
        for (int second = 1; second <= seconds; second++) {
            seq.update(new Batch(50, bad(random, 50, candidate), 50, bad(random, 50, baseline)));
            if (second % 30 == 0) {
                seq.openStart();
            }
            if (seq.convicts(0.01)) {
                return second;
            }
        }
        return 0;
    }

    private static long bad(Random random, int requests, double rate) {
        long bad = 0;
        for (int i = 0; i < requests; i++) {
            bad += random.nextDouble() < rate ? 1 : 0;
        }
        return bad;
    }

    @Test
    void extreme_batches_stay_finite() {
        for (Tolerance tolerance : List.of(Tolerance.STRICT, Tolerance.BALANCED, Tolerance.limit(0.999))) {
            Seq seq = new Seq(tolerance, Seq.Setting.USUAL);
            seq.update(new Batch(1, 1, 1_000_000_000, 0));
            seq.update(new Batch(1_000_000_000, 1_000_000_000, 1, 0));
            seq.update(new Batch(1_000_000_000, 0, 1_000_000_000, 1_000_000_000));

            assertThat(seq.logE()).isFinite();
        }
    }
}
