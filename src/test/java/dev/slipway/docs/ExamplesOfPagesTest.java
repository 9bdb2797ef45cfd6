package dev.slipway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every runbook that a page shows is compiled, and what the page says that Slipway answers is what it answers. */
class ExamplesOfPagesTest {
    static List<Example> examples() {
        return Page.all().stream().flatMap(page -> Example.of(page).stream()).toList();
    }

    static Stream<Example> answered() {
        return examples().stream().filter(example -> example.answer().isPresent());
    }

    static Stream<Example> right() {
        return examples().stream().filter(example -> !example.isWrong());
    }

    @ParameterizedTest
    @MethodSource("right")
    void a_runbook_of_a_page_can_be_planned(Example example) {
        assertThat(example.isPlanned()).as(example + " says: " + example.said()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("answered")
    void the_answer_beside_it_is_what_slipway_says(Example example) {
        assertThat(example.said()).isEqualTo(example.answer().orElseThrow().text());
    }

    @Test
    void the_guide_shows_runbooks() {
        assertThat(examples()).anyMatch(example -> example.fence().page().endsWith("guide.md"));
    }
}
