package dev.slipway.runbook;

import dev.slipway.base.Nearest;
import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code inputs}: {@code name:} alone is text, {@code name: boolean} says its type, a mapping says more. */
final class InputsReader {
    private static final List<String> KEYS = List.of("description", "type", "pattern", "one-of", "default", "ask");
    private static final List<String> TYPES = List.of("text", "boolean", "number");

    /** What other formats call them. */
    private static final Map<String, String> OTHERS_WORDS = Map.of(
            "bool", "boolean", "string", "text", "str", "text", "int", "number", "integer", "number", "float",
            "number");

    /** CEL cannot say {@code inputs.in}. */
    private static final List<String> WORDS_OF_EXPRESSIONS = List.of("true", "false", "null", "in");

    private final List<Problem> problems;

    InputsReader(List<Problem> problems) {
        this.problems = problems;
    }

    List<FrontMatter.Input> read(Yaml value) {
        List<FrontMatter.Input> inputs = new ArrayList<>();
        FrontNames.PLAIN.each(value, "'inputs'", problems, (name, spec) -> {
            if (mayBeCalled(name, problems)) {
                input(name, spec).ifPresent(inputs::add);
            }
        });
        return inputs;
    }

    /** Whether an input, of the runbook or of a procedure, may have this name. */
    static boolean mayBeCalled(Phrase name, List<Problem> problems) {
        if (WORDS_OF_EXPRESSIONS.contains(name.text())) {
            problems.add(new Problem(
                    name.span(),
                    "no input can be called '" + name + "'",
                    "It is a word of expressions. Choose another name."));
            return false;
        }
        String variable = ReservedNames.variableOf(name.text());
        Optional<ReservedNames.Reserved> reserved = ReservedNames.covering(variable);
        reserved.ifPresent(by -> problems.add(new Problem(
                name.span(),
                "no input can be called '" + name + "'",
                "It would be $" + variable + ", and " + by.reason() + ". Choose another name.")));
        return reserved.isEmpty();
    }

    private Optional<FrontMatter.Input> input(Phrase name, Yaml spec) {
        return spec instanceof Yaml.Mapping mapping
                ? Optional.of(full(name, mapping))
                : shortForm(spec, problems).map(type -> plain(name, type));
    }

    /** The type that an input has whose value is no mapping. */
    static Optional<FrontMatter.InputType> shortForm(Yaml spec, List<Problem> problems) {
        if (!(spec instanceof Yaml.Scalar scalar)) {
            problems.add(new Problem(spec.span(), "an input is not a list", "Write {one-of: [a, b]}."));
            return Optional.empty();
        }
        if (scalar.isEmpty()) {
            return Optional.of(FrontMatter.InputType.TEXT);
        }
        Optional<FrontMatter.InputType> type = typeCalled(scalar.text());
        if (type.isEmpty()) {
            problems.add(new Problem(
                    scalar.span(),
                    "no type of input is called '" + YamlMistakes.brief(scalar.text()) + "'",
                    types(scalar.text()) + " For a default write {default: " + YamlMistakes.brief(scalar.written())
                            + "}."));
        }
        return type;
    }

    private static FrontMatter.Input plain(Phrase name, FrontMatter.InputType type) {
        return new FrontMatter.Input(name, "", type, Optional.empty(), List.of(), Optional.empty(), false);
    }

    private FrontMatter.Input full(Phrase name, Yaml.Mapping mapping) {
        FrontFields fields = FrontFields.open(mapping, "an input", KEYS, problems);
        FrontMatter.Input input = new FrontMatter.Input(
                name,
                fields.text("description").map(Phrase::text).orElse(""),
                type(fields, problems).orElse(FrontMatter.InputType.TEXT),
                fields.text("pattern").flatMap(pattern -> Patterns.check(pattern, problems)),
                fields.texts("one-of", "an item of 'one-of'"),
                mapping.get("default"),
                fields.says("ask", "late", "the input is asked for before the run begins"));
        refuseContradictions(input, fields);
        InputDefaults.check(input, problems);
        return input;
    }

    static Optional<FrontMatter.InputType> type(FrontFields fields, List<Problem> problems) {
        Optional<Phrase> type = fields.text("type");
        Optional<FrontMatter.InputType> known = type.flatMap(name -> typeCalled(name.text()));
        if (known.isEmpty()) {
            type.ifPresent(name -> problems.add(new Problem(
                    name.span(),
                    "no type of input is called '" + YamlMistakes.brief(name.text()) + "'",
                    types(name.text()))));
        }
        return known;
    }

    private static Optional<FrontMatter.InputType> typeCalled(String name) {
        return Arrays.stream(FrontMatter.InputType.values())
                .filter(type -> word(type).equals(name))
                .findFirst();
    }

    private static String types(String word) {
        return Nearest.help("Types", OTHERS_WORDS.getOrDefault(word, word), TYPES);
    }

    static String word(FrontMatter.InputType type) {
        return switch (type) {
            case TEXT -> "text";
            case BOOLEAN -> "boolean";
            case NUMBER -> "number";
        };
    }

    private void refuseContradictions(FrontMatter.Input input, FrontFields fields) {
        boolean text = input.type() == FrontMatter.InputType.TEXT;
        for (String key : List.of("pattern", "one-of")) {
            fields.get(key)
                    .filter(_ -> !text)
                    .ifPresent(rule -> fields.refuse(
                            rule,
                            "'" + key + "' is for text, and '" + input.name() + "' is a " + word(input.type()),
                            "Remove it, or the type."));
        }
        if (text && input.pattern().isPresent() && !input.oneOf().isEmpty()) {
            problems.add(new Problem(
                    input.pattern().get().span(), "'pattern' and 'one-of' exclude each other", "Keep one of them."));
        }
    }
}
