package dev.slipway.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BucketsTest {

    @Test
    void every_time_falls_into_the_bucket_whose_bounds_hold_it() {
        for (long micros = 0; micros < 1L << 36; micros += 1 + micros / 100) {
            int index = Buckets.index(micros);
            assertThat(Buckets.lowest(index)).isLessThanOrEqualTo(micros);
            assertThat(Buckets.lowest(index + 1)).isGreaterThan(micros);
        }
    }

    @Test
    void a_bucket_is_at_most_five_percent_wide() {
        for (int index = 32; index < Buckets.COUNT; index++) {
            double growth = (double) Buckets.lowest(index + 1) / Buckets.lowest(index);
            assertThat(growth).isLessThanOrEqualTo(1.05);
        }
    }

    @Test
    void what_is_longer_than_the_last_bucket_is_counted_in_it() {
        assertThat(Buckets.index(Long.MAX_VALUE)).isEqualTo(Buckets.COUNT - 1);
    }

    @Test
    void a_quantile_is_the_upper_end_of_its_bucket() {
        long[] counts = new long[100];
        counts[Buckets.index(10)] = 95;
        counts[Buckets.index(100)] = 5;
        Buckets buckets = Buckets.of(counts);
        assertThat(buckets.quantile(0.95)).hasValue(10);
        assertThat(buckets.quantile(0.96)).hasValue(101);
        assertThat(Buckets.none().quantile(0.5)).isEmpty();
    }

    @Test
    void a_sum_minus_a_part_is_the_other_part() {
        Buckets a = Buckets.of(new long[] {1, 2, 3});
        Buckets b = Buckets.of(new long[] {0, 1, 0, 7});
        assertThat(a.plus(b).since(a)).hasValue(b);
    }

    @Test
    void a_counter_that_began_anew_is_noticed() {
        assertThat(Buckets.of(new long[] {1}).since(Buckets.of(new long[] {2}))).isEmpty();
    }
}
