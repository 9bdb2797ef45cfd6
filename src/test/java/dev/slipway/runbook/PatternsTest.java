package dev.slipway.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PatternsTest {

    @Test
    void a_pattern_is_for_the_whole_value() {
        assertThat(Patterns.match("v\\d+", "v12")).isTrue();
        assertThat(Patterns.match("v\\d+", "v12x")).isFalse();
        assertThat(Patterns.match("a|b", "ab")).isFalse();
        assertThat(Patterns.match("^v\\d+$", "v1\n")).isFalse();
    }

    @Test
    void a_pattern_that_runs_away_matches_nothing_and_takes_no_time() {
        Effort.isUnderASecond(() -> {
            assertThat(Patterns.match("(a+)+b", "a".repeat(60))).isFalse();
            assertThat(Patterns.match("(a|b)*", "ab".repeat(500_000))).isFalse();
        });
    }
}
