package dev.slipway.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.base.Span;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
    private final List<Problem> problems = new ArrayList<>();

    private Template of(String text) {
        return Template.of(new Phrase(text, new Span("r.md", 1, 1, 1, 1 + text.length())), problems);
    }

    private Template inYaml(String yaml) {
        Yaml.Mapping mapping =
                (Yaml.Mapping) YamlReader.read("r.md", yaml, 1, 3, problems).orElseThrow();
        return Template.of((Yaml.Scalar) mapping.entries().getFirst().value(), problems);
    }

    private static String shown(Template template) {
        StringBuilder out = new StringBuilder();
        for (Template.Piece piece : template.pieces()) {
            out.append(
                    switch (piece) {
                        case Template.Piece.Literal literal -> "[" + literal.text() + "]";
                        case Template.Piece.Expression expression -> "<" + expression.source() + ">";
                    });
        }
        return out.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain                        | [plain]",
                "${a}                         | <a>",
                "x${ a.b }y                   | [x]<a.b>[y]",
                "${a}${b}                     | <a><b>",
                "$${a}                        | [${a}]",
                "$$${a}                       | [$${a}]",
                "$a {b} $ }                   | [$a {b} $ }]",
                "${ {'a': 1}['a'] }           | <{'a': 1}['a']>",
                "${'}'}z                      | <'}'>[z]",
                "${\"\\\"}\"}z                | <\"\\\"}\">[z]",
                "${r'\\'}z                    | <r'\\'>[z]",
                "${'''it's }'''}z             | <'''it's }'''>[z]",
                "${a ? '${b}' : ''}           | <a ? '${b}' : ''>",
            })
    void text_is_split_at_expressions(String text, String expected) {
        assertThat(shown(of(text))).isEqualTo(expected);
        assertThat(problems).isEmpty();
    }

    @Test
    void an_open_expression_is_a_problem_where_it_begins() {
        assertThat(of("abc ${x '}").isLiteral()).isTrue();
        assertThat(problems)
                .containsExactly(new Problem(
                        new Span("r.md", 1, 5, 1, 7),
                        "this '${' is not closed",
                        "Close it with '}', or write '$${' for a literal '${'."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a: x ${b}         | 1:10-11",
                "a: 'x ${b}'       | 1:11-12",
                "a: 'it''s ${b}'   | 1:15-16",
                "a: \"\\u0041${b}\"| 1:15-16",
                "a: \"\\t${b}\"    | 1:11-12",
                "a: '😀 ${b}'      | 1:12-13",
            })
    void an_expression_in_a_value_on_one_line_has_its_exact_place(String yaml, String place) {
        Span span = inYaml(yaml).expressions().getFirst().span();
        assertThat(span.line() + ":" + span.column() + "-" + span.endColumn()).isEqualTo(place);
    }

    @Test
    void an_expression_in_a_block_has_its_exact_place() {
        assertThat(inYaml("a: |\n  one\n\n  two ${b}\n    ${c}\n").expressions())
                .extracting(Phrase::span)
                .containsExactly(new Span("r.md", 4, 11, 4, 12), new Span("r.md", 5, 9, 5, 10));
    }

    @Test
    void an_expression_in_folded_text_has_the_place_of_the_whole() {
        assertThat(inYaml("a: >\n  one\n  two ${b}\n").expressions())
                .extracting(Phrase::span)
                .containsExactly(new Span("r.md", 1, 6, 3, 13));
        assertThat(inYaml("a: one\n  two ${b}\n").expressions())
                .extracting(Phrase::span)
                .containsExactly(new Span("r.md", 1, 6, 2, 13));
    }
}
