package dev.slipway.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "90s, PT1M30S",
        "5m, PT5M",
        "2h, PT2H",
        "1d, PT24H",
        "1m30s, PT1M30S",
        "1d12h, PT36H",
        "0s, PT0S",
        "1m5ms, PT1M0.005S"
    })
    void a_duration_is_a_number_with_a_unit_or_a_sum_from_large_to_small(String text, String expected) {
        assertThat(Durations.parse(text)).contains(Duration.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", "m", "5 m", "-5m", "1.5h", "30s1m", "5m5m", "5min", "5M", "1w", "9999999999s", "٣s"})
    void other_texts_are_no_durations(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }
}
