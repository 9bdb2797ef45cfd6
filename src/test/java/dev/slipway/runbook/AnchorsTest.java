package dev.slipway.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnchorsTest {
    static Stream<String> vectors() {
        return Cases.text("anchors.txt").lines();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void a_heading_gets_the_anchor_that_github_makes(String vector) {
        int arrow = vector.lastIndexOf(" => ");
        Section root = Readings.of(vector.substring(0, arrow)).runbook().root();
        assertThat(root.sections().getFirst().anchor()).isEqualTo(vector.substring(arrow + 4));
    }

    @Test
    void there_are_enough_vectors_to_trust() {
        assertThat(vectors().count()).isGreaterThanOrEqualTo(60);
    }

    @Test
    void a_setext_heading_over_two_lines_is_one_line_of_text() {
        assertThat(Readings.of("One\ntwo\n===\n")
                        .runbook()
                        .root()
                        .sections()
                        .getFirst()
                        .anchor())
                .isEqualTo("one-two");
    }

    @Test
    void repetitions_are_numbered_as_on_the_page() {
        assertThat(Anchors.onThePage(
                        List.of("echo", "echo", "echo-1", "echo-1", "echo", "foxtrot-1", "foxtrot", "foxtrot")))
                .containsExactly(
                        "echo", "echo-1", "echo-1-1", "echo-1-2", "echo-2", "foxtrot-1", "foxtrot", "foxtrot-2");
    }
}
