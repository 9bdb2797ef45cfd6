package dev.slipway.hands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ExpectedTest {
    @Test
    void lines_occur_in_order_with_others_between() {
        assertThat(Expected.of("one\nthree").missingIn("zero\none\ntwo\nthree\nfour"))
                .isEmpty();
        assertThat(Expected.of("three\none").missingIn("one\ntwo\nthree")).contains("one");
    }

    @Test
    void one_line_of_output_answers_one_expected_line() {
        assertThat(Expected.of("ok\nok").missingIn("ok\nno")).contains("ok");
    }

    @Test
    void three_dots_stand_for_anything() {
        assertThat(Expected.of("start\n...\nVersion ... of app...").missingIn("start\nx\nVersion 1.2 of app-a"))
                .isEmpty();
        assertThat(Expected.of("...healthy...").missingIn("app   Up (unwell)")).contains("...healthy...");
    }

    @Test
    void patterns_are_not_read_as_regular_expressions() {
        assertThat(Expected.of("a.c (x)*").missingIn("abc (x)*")).contains("a.c (x)*");
        assertThat(Expected.of("\\Qa\\E").missingIn("\\Qa\\E")).isEmpty();
    }

    @Test
    void space_around_lines_and_empty_lines_do_not_count() {
        assertThat(Expected.of("  ok \n\n").missingIn("\tok\r\n")).isEmpty();
    }

    @Test
    void pieces_of_a_line_neither_overlap_nor_change_places() {
        assertThat(Expected.of("aba...aba").missingIn("ababa")).contains("aba...aba");
        assertThat(Expected.of("aba...aba").missingIn("abaaba")).isEmpty();
        assertThat(Expected.of("...one...two...").missingIn("two one")).contains("...one...two...");
        assertThat(Expected.of("a...b...b").missingIn("a b")).contains("a...b...b");
        assertThat(Expected.of("......").missingIn("anything")).isEmpty();
    }

    @Test
    @Timeout(20)
    void a_long_line_that_nearly_fits_is_looked_at_in_no_time() {
        String line = "a...".repeat(12) + "b";

        assertThat(Expected.of(line).missingIn("a".repeat(100_000) + "c")).contains(line);
    }
}
