package dev.slipway.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.base.Span;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionsTest {
    private static final Map<String, Data> ROOTS = Map.of(
            "inputs",
            mapping(
                    "option", Data.of("compose"),
                    "n", Data.of(4),
                    "f", new Data.Num(new BigDecimal("2.5")),
                    "on", Data.of(true),
                    "none", Data.nothing(),
                    "accented", Data.of("é日本😀"),
                    "huge", new Data.Num(new BigDecimal("1e999999999")),
                    "list", new Data.Listing(List.of(Data.of(1), Data.of(2), Data.of(3)))),
            "environment",
            Data.of("production"),
            "steps",
            mapping("backup", mapping("file", Data.of("a.dump"), "size", Data.of(412))),
            "last",
            mapping("database-lost", mapping("at", Data.of("2026-01-01T00:00:00Z"))));

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
            inputs.option                                        | "compose"
            inputs.option == 'compose'                           | true
            inputs["option"] == "compose"                        | true
            inputs.n == 4.0                                      | true
            inputs.n > 3.5 && inputs.f < 3                       | true
            inputs.n + 1                                         | 5
            inputs.f * 2.0                                       | 5.0
            double(inputs.n) / 8.0                               | 0.5
            steps.backup.size >= 400                             | true
            size(inputs.accented)                                | 4
            inputs.accented.matches('^é日')                      | true
            inputs.option.upperAscii() + '!'                     | "COMPOSE!"
            'a,b'.split(',')                                     | ["a","b"]
            math.greatest(1, 3, 2)                               | 3
            inputs.list.all(i, i > 0)                            | true
            inputs.list.map(i, i * 2)                            | [2,4,6]
            {'a': inputs.list.size(), 'b': null}                 | {"a":3,"b":null}
            duration('5m') > duration('90s')                     | true
            duration('90s')                                      | "90s"
            timestamp(last["database-lost"].at).getFullYear()    | 2026
            has(steps.deploy)                                    | false
            has(steps.deploy) && steps.deploy.tag == 'x'         | false
            inputs.none == null                                  | true
            inputs.missing == 'x' || inputs.on                   | true
            inputs.on ? 'yes' : 'no'                             | "yes"
            environment == 'production'                          | true
            inputs.huge > 1                                      | true
            """)
    void an_expression_gives_a_value(String text, String json) {
        assertThat(evaluate(text))
                .isInstanceOfSatisfying(
                        Expression.Evaluation.Value.class,
                        value -> assertThat(value.data().json()).isEqualTo(json));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
            inputs.opton == 'compose'             | there is no inputs.opton
            inputs.opton.upperAscii()             | there is no inputs.opton
            steps.deploy.tag.size()               | there is no steps.deploy
            steps["deploy-it"].tag + 'x'          | there is no steps["deploy-it"]
            inputs.option.name                    | there is no inputs.option.name
            previous.release.inputs.version       | there is no previous
            previous.release.at + 'x'             | there is no previous
            steps[inputs.option].file             | a key that it looks up is not there
            inputs.option && true                 | a condition is neither true nor false
            inputs.option.trim() == 'x' || inputs.option  | a condition is neither true nor false
            inputs.n ? 1 : 2                      | a condition is neither true nor false
            !inputs.option                        | '!' takes true or false
            inputs.n + 1.5                        | '+' does not take these values (double() makes a decimal number of a whole one)
            inputs.n < 'a'                        | '<' does not compare these values
            inputs.list[7]                        | the list has no item 7
            inputs.n / 0                          | a number is divided by zero
            9223372036854775807 + inputs.n        | a number is too large
            inputs.option.matches('(')            | the pattern of matches() is wrong: missing closing )
            int(inputs.option)                    | int() cannot read the text that it is given
            duration('1d')                        | duration() cannot read the text that it is given
            {'a': 1, 'a': inputs.n}               | a mapping has one key twice
            1.0 / 0.0                             | the value is not a finite number
            type(inputs.n)                        | the value is not text, a number, true or false, a list or a mapping
            [1,2,3,4,5,6,7,8,9,10].all(a,[1,2,3,4,5,6,7,8,9,10].all(b,[1,2,3,4,5,6,7,8,9,10].all(c,[1,2,3,4,5,6,7,8,9,10].all(d,inputs.list.all(e,true))))) | it goes through more than 10,000 items
            """)
    void what_cannot_be_evaluated_says_why_in_words(String text, String says) {
        assertThat(evaluate(text)).isEqualTo(new Expression.Evaluation.Failure(says));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
            input.bar == 3                     | 5  | 10 | no name 'input' is known here | Names in expressions: inputs, environment, env, steps, last, previous. Did you mean 'inputs'?
            'é日本😀' == inpts.x                 | 16 | 21 | no name 'inpts' is known here | Names in expressions: inputs, environment, env, steps, last, previous. Did you mean 'inputs'?
            last.database-lost.at              | 19 | 23 | no name 'lost' is known here | A name with a hyphen stands in brackets: last["database-lost"].
            json.status == 'ok'                | 5  | 9  | no name 'json' is known here | Names in expressions: inputs, environment, env, steps, last, previous.
            inputs.x =                         | 14 | 15 | '=' does not belong here | '==' compares.
            inputs.x = 3                       | 14 | 15 | '=' does not belong here | '==' compares.
            inputs.x ==                        | 16 | 17 | the expression ends too early | ``
            inputs.x == 'abc                   | 17 | 21 | the text that begins here is not closed | ``
            (inputs.x == [1, 2]                | 5  | 6  | '(' is not closed | ``
            inputs.x == "abc" and inputs.y     | 23 | 26 | 'and' does not belong here | Write && instead of 'and'.
            inputs.x; true                     | 13 | 14 | ';' does not belong here | ``
            inputs.in                          | 12 | 14 | 'in' does not belong here | ``
            '\\q' == inputs.x                   | 5  | 9  | the text has an unknown escape | A backslash is written \\\\.
            inputs.x.fo() == 2                 | 14 | 16 | there is no function 'fo' | ``
            inputs.x.startWith('a')            | 14 | 23 | there is no function 'startWith' | Did you mean 'startsWith'?
            now() > 3                          | 5  | 8  | there is no function 'now' | ``
            'a' < 1                            | 9  | 10 | '<' does not take text and a whole number | ``
            1 + 1.5                            | 7  | 8  | '+' does not take a whole number and a decimal number | double() makes a decimal number of a whole one.
            size(3) == 3                       | 5  | 9  | size() does not take a whole number | ``
            inputs.x.startsWith(3)             | 14 | 24 | startsWith() does not take a whole number | ``
            has(inputs)                        | 5  | 8  | has() takes a path with a dot | Such as has(steps.backup.file).
            inputs.list.map(1, 2)              | 21 | 22 | this call does not have the arguments that it takes | Loops name their item first, as in steps.hosts.list.all(h, h != ''); math.greatest() takes numbers.
            inputs.x.trim()                    | 5  | 20 | this gives text, not true or false | Compare it with something: … == 'value'.
            'abc'                              | 5  | 10 | this gives text, not true or false | Compare it with something: … == 'value'.
            """)
    void a_mistake_is_underlined_and_explained(String text, int from, int to, String says, String help) {
        assertThat(Expressions.condition(phrase(text)))
                .isEqualTo(new Parsed.Broken(List.of(new Problem(new Span("runbook.md", 3, from, 3, to), says, help))));
    }

    @Test
    void a_phrase_in_quotes_is_counted_from_its_first_character() {
        Phrase quoted = new Phrase("input.x", new Span("runbook.md", 3, 10, 3, 19));

        assertThat(problems(quoted).getFirst().span()).isEqualTo(new Span("runbook.md", 3, 11, 3, 16));
    }

    @Test
    void a_phrase_that_the_document_writes_otherwise_is_underlined_whole() {
        Span folded = new Span("runbook.md", 3, 10, 5, 4);

        assertThat(problems(new Phrase("input.x", folded)).getFirst().span()).isEqualTo(folded);
    }

    @Test
    void an_empty_expression_is_a_problem() {
        assertThat(problems(new Phrase(" ", new Span("f", 1, 1, 1, 2)))
                        .getFirst()
                        .says())
                .isEqualTo("the expression is empty");
    }

    @Test
    void deep_and_long_expressions_are_refused() {
        assertThat(problems(phrase("(".repeat(90) + "1" + ")".repeat(90)))
                        .getFirst()
                        .says())
                .isEqualTo("the expression is nested too deeply");
        assertThat(problems(phrase("1" + "+1".repeat(3000))).getFirst().says())
                .isEqualTo("the expression has 6001 characters; at most 4,000 are read");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
            inputs.version                                        | [[inputs, version]]
            steps["backup"].file == inputs.file                   | [[steps, backup, file], [inputs, file]]
            steps["backup"].file.size() > 3                       | [[steps, backup, file]]
            steps[inputs.which].file != ''                        | [[steps], [inputs, which]]
            has(last.release.at) && inputs.on                     | [[last, release, at], [inputs, on]]
            steps.a.list.exists(inputs, inputs == env.HOST)       | [[steps, a, list], [env, HOST]]
            math.greatest(inputs.a, 2) > 1                        | [[inputs, a]]
            environment == 'x' || !inputs.a && inputs.a           | [[environment], [inputs, a]]
            1 + 1                                                 | []
            """)
    void the_paths_that_an_expression_reads_are_known(String text, String reads) {
        assertThat(parse(text).reads()).hasToString(reads);
    }

    @Test
    void actions_have_roots_of_their_own() {
        Parsed parsed =
                Expressions.condition(phrase("json.status == 'ok' && status == 200"), List.of("status", "json"));

        assertThat(parsed).isInstanceOf(Parsed.Sound.class);
    }

    @Test
    void a_text_that_was_sound_before_is_evaluated_at_once() {
        assertThat(Expressions.evaluate("environment == 'production'", ROOTS))
                .isEqualTo(new Expression.Evaluation.Value(Data.of(true)));
        assertThat(Expressions.evaluate("size(json) > 1", Map.of("json", Data.of("abc"))))
                .isEqualTo(new Expression.Evaluation.Value(Data.of(true)));
        assertThat(Expressions.evaluate("nowhere.x", ROOTS))
                .isEqualTo(new Expression.Evaluation.Failure("no name 'nowhere' is known here"));
    }

    @Test
    void a_number_keeps_its_digits_when_it_is_only_passed_on() {
        Map<String, Data> roots = Map.of("inputs", mapping("price", new Data.Num(new BigDecimal("1.50"))));

        assertThat(parse("inputs.price").evaluate(roots))
                .isEqualTo(new Expression.Evaluation.Value(new Data.Num(new BigDecimal("1.50"))));
    }

    static Data mapping(Object... pairs) {
        Map<String, Data> entries = new java.util.LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            entries.put((String) pairs[i], (Data) pairs[i + 1]);
        }
        return new Data.Mapping(entries);
    }

    static Phrase phrase(String text) {
        return new Phrase(text, new Span("runbook.md", 3, 5, 3, 5 + text.length()));
    }

    private static List<Problem> problems(Phrase phrase) {
        return ((Parsed.Broken) Expressions.parse(phrase)).problems();
    }

    private static Expression parse(String text) {
        return ((Parsed.Sound) Expressions.parse(phrase(text))).expression();
    }

    private static Expression.Evaluation evaluate(String text) {
        return parse(text).evaluate(ROOTS);
    }
}
