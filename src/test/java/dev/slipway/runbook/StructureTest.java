package dev.slipway.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of what documents are read as. Bodies stand below a front matter of {@link Readings#FRONT_LINES} lines. */
class StructureTest {
    static List<Cases.Case> structure() {
        return Cases.of("structure.txt");
    }

    static List<Cases.Case> directives() {
        return Cases.of("directives.txt");
    }

    static List<Cases.Case> refusals() {
        return Cases.of("refusals.txt");
    }

    static List<Cases.Case> accepted() {
        return Cases.of("accepted.txt");
    }

    static List<Cases.Case> words() {
        return Cases.of("words.txt");
    }

    @ParameterizedTest
    @MethodSource("structure")
    void a_document_is_read_as_it_looks(Cases.Case one) {
        assertThat(Readings.outline(one.input()).strip()).isEqualTo(one.expected());
    }

    @ParameterizedTest
    @MethodSource("directives")
    void a_directive_is_right_or_says_what_is_wrong(Cases.Case one) {
        assertThat(Readings.problems(one.input())).isEqualTo(one.expected());
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void a_step_that_cannot_be_performed_says_why(Cases.Case one) {
        assertThat(Readings.refusals(one.input())).isEqualTo(one.expected()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void a_step_that_only_looks_suspicious_is_accepted(Cases.Case one) {
        assertThat(Readings.refusals(one.input())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("words")
    void commands_and_variables_are_found_where_they_stand(Cases.Case one) {
        assertThat(Readings.words(one.input()).strip()).isEqualTo(one.expected());
    }

    @ParameterizedTest
    @MethodSource("structure")
    void line_ends_of_windows_change_nothing(Cases.Case one) {
        Reading unix = Readings.of(one.input());
        Reading windows = Readings.withWindowsLineEnds(one.input());
        assertThat(Readings.outline(windows)).isEqualTo(Readings.outline(unix));
    }
}
