package dev.slipway.flags;

import dev.slipway.base.Data;
import java.util.Map;
import java.util.Optional;

/**
 * One flag.
 *
 * @param standard the variant that holds where no rule says otherwise; empty for the client's own default
 * @param rule what decides by the context, if anything does
 */
public record Flag(
        String key,
        boolean enabled,
        Map<String, Data> variants,
        Optional<String> standard,
        Optional<Rule> rule,
        Map<String, Data> metadata) {

    /** What a client is told. */
    public sealed interface Answer {
        record Value(Data value, String variant, Reason reason) implements Answer {}

        /** The client's own default holds. */
        record Nothing(Reason reason) implements Answer {}

        /** The rule gave what is no variant. */
        record Failure(String says) implements Answer {}
    }

    public enum Reason {
        STATIC,
        TARGETING_MATCH,
        DEFAULT,
        DISABLED
    }

    public Answer answer(Map<String, Data> context) {
        if (!enabled) {
            return new Answer.Nothing(Reason.DISABLED);
        }
        if (rule.isEmpty()) {
            return byStandard(Reason.STATIC);
        }
        return switch (rule.get().value(context)) {
            case Data.Nothing _ -> byStandard(Reason.DEFAULT);
            case Data.Text(String name) -> named(name);
            case Data.Bool(boolean truth) -> named(Boolean.toString(truth));
            case Data.Num _, Data.Listing _, Data.Mapping _ ->
                new Answer.Failure("the rule of " + key + " gives neither a text nor a truth");
        };
    }

    private Answer named(String name) {
        Data value = variants.get(name);
        return value == null
                ? new Answer.Failure("the rule of " + key + " gives '" + name + "', which is none of its variants")
                : new Answer.Value(value, name, Reason.TARGETING_MATCH);
    }

    private Answer byStandard(Reason reason) {
        return standard.isEmpty()
                ? new Answer.Nothing(reason)
                : new Answer.Value(variants.getOrDefault(standard.get(), Data.nothing()), standard.get(), reason);
    }
}
