package dev.slipway.actions.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actions.judge.PrometheusServer.Found;
import dev.slipway.judge.Times;
import dev.slipway.operations.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class NativeHistogramTest {

    @Test
    void buckets_of_a_fine_schema_are_joined_on_the_grid() {
        // Schema 5: each bucket grows by 2^(1/32).
        double low = Math.pow(2, -2);
        double middle = Math.pow(2, -2 + 1 / 32.0);
        double high = Math.pow(2, -2 + 2 / 32.0);
        NativeHistogram histogram = new NativeHistogram();
        Times before = histogram
                .add(List.of(found(
                        "[[0,\"%s\",\"%s\",\"10\"],[0,\"%s\",\"%s\",\"90\"]]".formatted(low, middle, middle, high))))
                .orElseThrow();

        assertThat(before.total()).isEqualTo(100);
        assertThat(before.quantile(0.99).orElseThrow()).isBetween(low, high * 1.0001);

        // Prometheus joins the two: nothing was counted since.
        Times after = histogram
                .add(List.of(found("[[0,\"%s\",\"%s\",\"100\"]]".formatted(low, high))))
                .orElseThrow();
        assertThat(after.since(before).orElseThrow().total()).isZero();
    }

    @Test
    void a_source_that_grows_coarser_is_another_grid() {
        NativeHistogram histogram = new NativeHistogram();
        Times before = histogram
                .add(List.of(found("[[0,\"0.25\",\"%s\",\"10\"]]".formatted(0.25 * Math.pow(2, 1 / 16.0)))))
                .orElseThrow();
        Times after =
                histogram.add(List.of(found("[[0,\"0.25\",\"0.5\",\"12\"]]"))).orElseThrow();

        assertThat(after.since(before)).isEmpty();
        assertThat(after.quantile(1).orElseThrow()).isCloseTo(0.5, Percentage.withPercentage(0.001));
    }

    private static Found found(String buckets) {
        return new Found(
                new Series("x", Map.of(), Double.NaN),
                Optional.of(Json.read("{\"count\":\"100\",\"sum\":\"1\",\"buckets\":" + buckets + "}")));
    }
}
