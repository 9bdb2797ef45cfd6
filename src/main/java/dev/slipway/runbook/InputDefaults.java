package dev.slipway.runbook;

import dev.slipway.base.Data;
import dev.slipway.base.Problem;
import java.util.List;
import java.util.Optional;

/** Checks a default against its input's own rules, unless {@code ${…}} leaves its value open. */
final class InputDefaults {
    private InputDefaults() {}

    static void check(FrontMatter.Input input, List<Problem> problems) {
        input.standard().ifPresent(standard -> check(input, standard, problems));
    }

    private static void check(FrontMatter.Input input, Yaml standard, List<Problem> problems) {
        if (!(standard instanceof Yaml.Scalar scalar)) {
            problems.add(new Problem(
                    standard.span(),
                    "a default must be one value, not " + FrontFields.kind(standard),
                    "Write one value."));
        } else if (scalar.isEmpty()) {
            problems.add(new Problem(
                    scalar.span(),
                    "'default' has no value",
                    "Write one after it, or remove it; the empty text is ''."));
        } else if (scalar.isText()) {
            int before = problems.size();
            Template template = Template.of(scalar, problems);
            if (problems.size() == before && template.isLiteral()) {
                literal(input, scalar, template.literal()).ifPresent(problems::add);
            }
        } else {
            literal(input, scalar, scalar.data().plain()).ifPresent(problems::add);
        }
    }

    private static Optional<Problem> literal(FrontMatter.Input input, Yaml.Scalar scalar, String value) {
        return fits(input.type(), scalar)
                ? ValueRules.breach(input, value)
                        .map(says -> new Problem(scalar.span(), "the default " + says, help(input, value)))
                : Optional.of(ofOtherType(input, scalar));
    }

    private static String help(FrontMatter.Input input, String value) {
        String nearest = ValueRules.nearest(input, value);
        return nearest.isEmpty() ? "Change the default, or what the input must be." : nearest;
    }

    private static boolean fits(FrontMatter.InputType type, Yaml.Scalar scalar) {
        return switch (type) {
            case TEXT -> scalar.isText();
            case BOOLEAN -> scalar.data() instanceof Data.Bool;
            case NUMBER -> scalar.data() instanceof Data.Num;
        };
    }

    private static Problem ofOtherType(FrontMatter.Input input, Yaml.Scalar scalar) {
        String shown = "'" + YamlMistakes.brief(scalar.text()) + "'";
        String kind = FrontFields.kind(scalar);
        return switch (input.type()) {
            case TEXT ->
                new Problem(
                        scalar.span(),
                        shown + " is " + kind + " in YAML, and '" + input.name() + "' is text",
                        "Quote it: " + shown + typeInstead(scalar));
            case BOOLEAN ->
                new Problem(
                        scalar.span(),
                        shown + " is " + kind + ", and '" + input.name() + "' is a boolean",
                        "Write true or false, without quotes.");
            case NUMBER ->
                new Problem(
                        scalar.span(),
                        shown + " is " + kind + ", and '" + input.name() + "' is a number",
                        "Write a number, without quotes.");
        };
    }

    private static String typeInstead(Yaml.Scalar scalar) {
        return switch (scalar.data()) {
            case Data.Num _ -> ", or add 'type: number'.";
            case Data.Bool _ -> ", or add 'type: boolean'.";
            case Data.Text _, Data.Nothing _, Data.Listing _, Data.Mapping _ -> "";
        };
    }
}
