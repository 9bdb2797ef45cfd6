package dev.slipway.flags;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.base.Problem;
import dev.slipway.operations.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagFileTest {

    @Test
    void a_flag_without_rules_has_its_variant() {
        Flag flag = flag("");

        assertThat(flag.answer(Map.of())).isEqualTo(new Flag.Answer.Value(Data.of(false), "off", Flag.Reason.STATIC));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', textBlock = """
            {"if": [{"ends_with": [{"var": "email"}, "@example.com"]}, "on", null]} | {"email": "ann@example.com"} => on
            {"if": [{"ends_with": [{"var": "email"}, "@example.com"]}, "on", null]} | {"email": "ann@example.org"} => default
            {"if": [{"ends_with": [{"var": "email"}, "@example.com"]}, "on", null]} | {} => default
            {"if": [{"in": [{"var": "user.role"}, ["dba", "admin"]]}, "on", "off"]} | {"user": {"role": "dba"}} => on
            {"if": [{"in": ["b", {"var": "letters"}]}, "on"]} | {"letters": "abc"} => on
            {"if": [{"<": [10, {"var": "age"}, 20]}, "on", "off"]} | {"age": 20} => off
            {"if": [{"<=": [10, {"var": "age"}, 20]}, "on", "off"]} | {"age": "20"} => on
            {"if": [{"==": [{"var": "n"}, 1]}, "on", "off"]} | {"n": "1"} => on
            {"if": [{"===": [{"var": "n"}, 1]}, "on", "off"]} | {"n": "1"} => off
            {"if": [{"===": [{"var": "n"}, 1]}, "on", "off"]} | {"n": 1.0} => on
            {"if": [{"!": {"var": "beta"}}, "off", "on"]} | {"beta": []} => off
            {"if": [{"and": [{"var": "a"}, {"or": [{"var": "b"}, {"var": "c"}]}]}, "on", "off"]} | {"a": 1, "c": "x"} => on
            {"if": [{"==": [{"cat": [{"var": "a"}, "-", 1]}, "x-1"]}, "on", "off"]} | {"a": "x"} => on
            {"if": [{"var": ["missing", true]}, "on", "off"]} | {} => on
            {"if": [false, "off", {"var": "beta"}, "on", "off"]} | {"beta": true} => on
            {"var": "wanted"} | {"wanted": "on"} => on
            {"var": "wanted"} | {"wanted": "other"} => failure
            {"==": [1, 1]} | {} => failure
            {"if": [{"in": ["E+99", {"cat": [{"var": "n"}]}]}, "on", "off"]} | {"n": 1e999999999} => on
            {"if": [{"<": [{"var": "n"}, 5]}, "on", "off"]} | {"n": 1e-999999999} => off
            """)
    void rules_decide_by_the_context(String both, String expected) {
        String[] parts = both.split(" \\| ", -1);
        Map<String, Data> context = ((Data.Mapping) Json.read(parts[1])).entries();

        String answered = switch (flag(", \"targeting\": " + parts[0]).answer(context)) {
            case Flag.Answer.Value value -> value.reason() == Flag.Reason.DEFAULT ? "default" : value.variant();
            case Flag.Answer.Nothing _ -> "nothing";
            case Flag.Answer.Failure _ -> "failure";
        };

        assertThat(answered).isEqualTo(expected);
    }

    @Test
    void a_disabled_flag_leaves_the_client_its_default() {
        FlagFile file =
                read("{\"flags\": {\"x\": {\"state\": \"DISABLED\", \"variants\": {\"a\": 1}, \"defaultVariant\": \"a\"}}}")
                        .orElseThrow();

        assertThat(Objects.requireNonNull(file.flags().get("x")).answer(Map.of()))
                .isEqualTo(new Flag.Answer.Nothing(Flag.Reason.DISABLED));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', textBlock = """
            {"fractional": [["on", 50], ["off", 50]]} => flags.json:1:118 the operator 'fractional' is flagd's, and is not known here
            {"if": [{"start_with": [{"var": "a"}, "b"]}, "on"]} => flags.json:1:126 no operator is called 'start_with'
            {"if": [{"var": "a"}, "onn"]} => flags.json:1:140 'onn' is no variant of new
            {"if": ["on"]} => flags.json:1:118 'if' needs a condition and what holds then
            {"==": [1]} => flags.json:1:118 '==' takes 2 values, and has 1
            {"==": [1, 2], "!=": [1, 2]} => flags.json:1:118 a rule has exactly one operator, and this has 2
            {"var": "$flagd.timestamp"} => flags.json:1:118 '$flagd' is flagd's, and is not known here
            {"var": {"a": 1}} => flags.json:1:118 'var' needs the name of what the context holds
            """)
    void what_is_not_known_is_refused_at_its_place_and_never_the_default(String targeting, String says) {
        assertThat(problems(text(", \"targeting\": " + targeting))).containsExactly(says);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', textBlock = """
            {"flags": {"a": {"state": "ON", "variants": {"x": 1}}}} => flags.json:1:27 the state of a is ENABLED or DISABLED
            {"flags": {"a": {"state": "ENABLED", "variants": {"x": 1, "y": "b"}}}} => flags.json:1:50 the variants of a are of several kinds
            {"flags": {"a": {"state": "ENABLED", "variants": {"x": 1}, "defaultVariant": "y"}}} => flags.json:1:78 'y' is no variant of a
            {"flags": {"a": {"state": "ENABLED", "variants": {"x": 1}, "target": {}}}} => flags.json:1:70 no key is called 'target' here
            {"flags": {}, "flags": {}} => flags.json:1:15 'flags' stands twice
            {"flag": {}} => flags.json:1:10 no key is called 'flag' here
            [] => flags.json:1:1 this is not an object
            """)
    void mistakes_are_told_by_their_place(String text, String says) {
        assertThat(problems(text)).first().isEqualTo(says);
    }

    @Test
    void what_is_no_json_is_said_with_its_place() {
        assertThat(problems("{\"flags\": {\n  \"a\": {,}\n}}"))
                .singleElement()
                .satisfies(said -> assertThat(said).startsWith("flags.json:2:").contains("this is not JSON"));
        assertThat(problems("")).containsExactly("flags.json:1:1 this file is empty");
        assertThat(problems("{\"flags\": 1e99999999999}"))
                .containsExactly("flags.json:1:1 a number in it is too large");
        assertThat(problems("[".repeat(100_000))).singleElement().asString().startsWith("flags.json:1:");
    }

    @Test
    void only_what_is_named_changes_in_the_text() {
        String text = """
                { "flags" : {
                \t"é": {"state":"ENABLED","variants":{"on":true,"off":false},
                \t\t"defaultVariant" : "off" }
                }}
                """;
        FlagFile file = read(text).orElseThrow();
        Placed.Mapping flag = Objects.requireNonNull(file.placed().get("é"));
        Placed standard = Objects.requireNonNull(flag.entries().get("defaultVariant"));

        assertThat(file.with(Map.of(standard, Data.of("on")))).isEqualTo(text.replace(": \"off\" }", ": \"on\" }"));
    }

    private static Flag flag(String more) {
        return Objects.requireNonNull(read(text(more)).orElseThrow().flags().get("new"));
    }

    private static String text(String more) {
        return "{\"flags\": {\"new\": {\"state\": \"ENABLED\", \"variants\": {\"on\": true, \"off\": false},"
                + " \"defaultVariant\": \"off\"" + more + "}}}";
    }

    private static Optional<FlagFile> read(String text) {
        return FlagFile.read("flags.json", text, new ArrayList<>());
    }

    private static List<String> problems(String text) {
        List<Problem> problems = new ArrayList<>();
        assertThat(FlagFile.read("flags.json", text, problems)).isEmpty();
        return problems.stream()
                .map(problem -> problem.span() + " " + problem.says())
                .toList();
    }
}
