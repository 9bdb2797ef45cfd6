package dev.slipway.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueRulesTest {
    private static FrontMatter front(String lines) {
        List<Problem> problems = new ArrayList<>();
        String text = "---\nslipway:\n  version: 1\n  procedures: {release: {run: [a]}}\n  " + lines + "\n---\n";
        FrontMatter front = FrontMatterReader.read(Source.of("r.md", text), 2, 6, null, problems);
        assertThat(problems).isEmpty();
        return front;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                     | anything  | ``",
                "{pattern: 'v\\d+'}     | v12       | ``",
                "{pattern: 'v\\d+'}     | v12x      | 'v12x' does not match the pattern v\\d+",
                "{one-of: [a, b]}       | a         | ``",
                "{one-of: [a, b]}       | c         | 'c' is not one of a, b",
                "{type: boolean}        | true      | ``",
                "{type: boolean}        | yes       | 'yes' is not true or false",
                "{type: number}         | -1.5      | ``",
                "{type: number}         | 1e3       | '1e3' is not a number",
                "{type: number}         | 1,5       | '1,5' is not a number",
            })
    void what_an_input_asks_of_a_value(String rules, String value, String expected) {
        FrontMatter.Input input = front("inputs: {x: " + rules + "}").inputs().getFirst();
        assertThat(ValueRules.breach(input, value).orElse("")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                     | hunter22             | ``",
                "{min-length: 8}        | hunter22             | ``",
                "{min-length: 9}        | hunter22             | has 8 characters and needs 9",
                "{pattern: '\\d+'}      | hunter22             | does not match the pattern \\d+",
                "{url: postgresql}      | postgresql://db/x    | ``",
                "{url: postgresql}      | POSTGRESQL://db/x    | ``",
                "{url: postgresql}      | postgres://db/x      | is not a URL that begins with postgresql://",
                "{url: postgresql}      | postgresql://        | is not a URL that begins with postgresql://",
                "{one-of: [a, b]}       | hunter22             | is not one of a, b",
            })
    void what_a_variable_asks_of_a_value_without_ever_saying_the_value(String rules, String value, String expected) {
        FrontMatter.Variable variable = front("env: {X: " + rules + "}").env().getFirst();
        assertThat(ValueRules.breach(variable, value).orElse("")).isEqualTo(expected);
    }
}
