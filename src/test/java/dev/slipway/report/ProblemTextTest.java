package dev.slipway.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import dev.slipway.base.Span;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ProblemTextTest {

    private static String shown(String line, int from, int to) {
        Source source = new Source("runbook.md", "first\n" + line + "\n");
        Problem problem =
                new Problem(new Span("runbook.md", 2, from, 2, to), "no place is called 'dbb'", "Did you mean 'db'?");
        return ProblemText.of(List.of(problem), Map.of("runbook.md", source), "Nothing has been run.", 60);
    }

    @Test
    void the_words_are_underlined_where_they_stand() {
        assertThat(shown("<!-- slipway: step id=dump on=dbb -->", 31, 34)).isEqualTo("""
                runbook.md:2:31  no place is called 'dbb'
                    2 | <!-- slipway: step id=dump on=dbb -->
                      |                               ^^^
                   Did you mean 'db'?

                1 problem. Nothing has been run.
                """);
    }

    @Test
    void tabs_and_wide_characters_do_not_move_the_underline() {
        assertThat(shown("\t新版 on=dbb", 8, 11)).contains("""
                    2 |     新版 on=dbb
                      |             ^^^
                """);
    }

    @Test
    void of_a_long_line_the_part_with_the_words_is_shown() {
        assertThat(shown("x".repeat(200) + " on=dbb " + "y".repeat(200), 205, 208))
                .contains("""
                    2 | …xxxxxxxxxxxxxxxxxxxxx on=dbb yyyyyyyyyyyyyyyyyyyyy…
                      |                           ^^^
                """);
    }

    @Test
    @Timeout(30)
    void as_many_problems_as_a_long_document_can_have_are_told_at_once() {
        Source source = new Source("runbook.md", "A line of a long runbook\n".repeat(20_000));
        List<Problem> problems = IntStream.rangeClosed(1, 20_000)
                .mapToObj(line -> new Problem(new Span("runbook.md", line, 1, line, 2), "it is long", ""))
                .toList();

        assertThat(ProblemText.of(problems, Map.of("runbook.md", source), "Nothing has been run.", 80))
                .endsWith("20000 | A line of a long runbook\n      | ^\n\n20000 problems. Nothing has been run.\n");
    }
}
