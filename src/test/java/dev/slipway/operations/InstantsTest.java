package dev.slipway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantsTest {
    @Test
    void every_instant_is_read_as_it_was_written() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            long[] units = {1, 1_000, 1_000_000, 1_000_000_000};
            long unit = units[i % units.length];
            Instant instant = Instant.ofEpochSecond(
                    random.nextLong(-70_000_000_000L, 400_000_000_000L), random.nextInt(1_000_000_000) / unit * unit);
            assertThat(Instants.read(instant.toString())).isEqualTo(instant);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-06-01T00:00:00Z",
                "2026-06-01T00:00:00.1Z",
                "2026-06-01T00:00:00.123456789Z",
                "2024-02-29T23:59:59Z",
                "2026-06-01T24:00:00Z",
                "2016-12-31T23:59:60Z",
                "+12026-06-01T00:00:00Z",
                "2026-06-01T02:00:00+02:00"
            })
    void what_the_general_parser_reads_is_read_the_same(String text) {
        assertThat(Instants.read(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "yesterday",
                "2026-02-30T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-06-01T25:00:00Z",
                "2026-06-01T00:60:00Z",
                "2026-06-01T00:00:00",
                "2026-06-01T00:00:00.1234567890Z",
                "2026-06-01T00:00:00.12x4Z"
            })
    void what_it_does_not_read_is_refused(String text) {
        assertThatThrownBy(() -> Instants.read(text)).isInstanceOf(DateTimeParseException.class);
    }
}
