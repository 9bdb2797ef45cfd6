package dev.slipway.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;

class FailureTest {

    @Test
    void what_flyway_says_is_its_first_line() {
        assertThat(Failure.sentence(new FlywayException("Schema has a gap.\nSee the manual.")))
                .isEqualTo("Schema has a gap");
    }

    @Test
    void what_nobody_has_thought_of_is_one_line_too() {
        assertThat(Failure.sentence(new IllegalStateException("one\ntwo")))
                .isEqualTo("a mistake in Flyway, or of ours: java.lang.IllegalStateException: one");
        assertThat(Failure.sentence(new NullPointerException()))
                .isEqualTo("a mistake in Flyway, or of ours: java.lang.NullPointerException");
    }
}
