package dev.slipway.plan;

import dev.slipway.base.Data;
import dev.slipway.base.Nearest;
import dev.slipway.base.Phrase;
import dev.slipway.runbook.FrontMatter.Input;
import dev.slipway.runbook.FrontMatter.InputType;
import dev.slipway.runbook.Patterns;
import dev.slipway.runbook.ValueRules;
import java.util.List;
import java.util.Optional;

/** What an input may be, and how a text that somebody types becomes its value. */
public record InputRules(
        String name, String description, InputType type, Optional<String> pattern, List<String> oneOf) {

    public InputRules {
        oneOf = List.copyOf(oneOf);
    }

    public static InputRules of(Input input) {
        return new InputRules(
                input.name().text(),
                input.description(),
                input.type(),
                input.pattern().map(Phrase::text),
                input.oneOf().stream().map(Phrase::text).toList());
    }

    public sealed interface Checked {
        record Fits(Data value) implements Checked {}

        /** One sentence without a full stop, and what to do. */
        record Misfit(String says, String help) implements Checked {}
    }

    /** As typed on a command line or into a question. */
    public Checked check(String typed) {
        return switch (type) {
            case BOOLEAN ->
                switch (typed) {
                    case "true", "false" -> new Checked.Fits(Data.of(typed.equals("true")));
                    default -> misfit(typed, "must be true or false", "");
                };
            case NUMBER ->
                ValueRules.number(typed)
                        .<Checked>map(value -> new Checked.Fits(new Data.Num(value)))
                        .orElseGet(() -> misfit(typed, "must be a number", ""));
            case TEXT -> checkText(typed);
        };
    }

    /** A value that was computed: of the input's type, or a text that reads as one. */
    public Checked check(Data value) {
        return switch (value) {
            case Data.Text text -> check(text.value());
            case Data.Bool bool -> check(bool.plain());
            case Data.Num num -> check(num.plain());
            case Data.Nothing _ -> new Checked.Misfit(name + " has no value", "");
            case Data.Listing _, Data.Mapping _ -> misfit(value.json(), "must be a plain value", "");
        };
    }

    private Checked checkText(String typed) {
        if (!oneOf.isEmpty() && !oneOf.contains(typed)) {
            return misfit(typed, "must be one of " + String.join(", ", oneOf), Nearest.didYouMean(typed, oneOf));
        }
        if (pattern.isPresent() && !Patterns.match(pattern.get(), typed)) {
            return misfit(
                    typed, "must match " + pattern.get(), description.isEmpty() ? "" : name + ": " + description + ".");
        }
        return new Checked.Fits(Data.of(typed));
    }

    private Checked misfit(String typed, String rule, String help) {
        return new Checked.Misfit(name + " is '" + typed + "' and " + rule, help);
    }
}
