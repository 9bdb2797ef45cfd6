package dev.slipway.parameters;

import dev.slipway.base.Data;
import dev.slipway.base.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Text, free or one of a few words. */
sealed interface Words extends Kind {

    @Override
    default Data standard(String written) {
        return Data.of(written);
    }

    /** Free text; what it means decides whether {@code ${…}} may stand in it. */
    record Free(Parameters.Meaning meaning) implements Words {
        @Override
        public String words() {
            return switch (meaning) {
                case Parameters.Meaning.Plain _ -> "text";
                case Parameters.Meaning.ShellText _ -> "shell text";
                case Parameters.Meaning.Expression _ -> "expression";
                case Parameters.Meaning.Front _ -> "name of a front";
                case Parameters.Meaning.Depot _ -> "name of a store";
            };
        }

        @Override
        public Optional<Object> read(Data data, Check check) {
            if (data instanceof Data.Text(String text)) {
                return text.contains("${") ? filledIn(text, check) : Optional.of(text);
            }
            if (!check.isWritten() && (data instanceof Data.Num || data instanceof Data.Bool)) {
                return Optional.of(data.plain());
            }
            boolean quotable = data instanceof Data.Num || data instanceof Data.Bool;
            return check.fault(Shown.of(data) + " is not text", quotable ? "Quote it: '" + data.json() + "'." : "");
        }

        private Optional<Object> filledIn(String text, Check check) {
            return switch (meaning) {
                case Parameters.Meaning.Plain _ -> check.isOpen(Data.of(text)) ? Optional.empty() : Optional.of(text);
                case Parameters.Meaning.ShellText _ ->
                    check.fault(
                            "'${…}' does not stand in shell text",
                            "Write $NAME: inputs, outputs and declared variables are in its environment.");
                case Parameters.Meaning.Expression _ ->
                    check.fault("'${…}' does not stand in an expression", "Write the name alone: inputs.version.");
                case Parameters.Meaning.Front _ ->
                    check.fault("'${…}' does not stand in the name of a front", "Write the name as 'traffic' has it.");
                case Parameters.Meaning.Depot _ ->
                    check.fault("'${…}' does not stand in the name of a store", "Write the name as 'stores' has it.");
            };
        }

        @Override
        public Data.Mapping schema() {
            return new Data.Mapping(Map.of("type", Data.of("string")));
        }
    }

    /** The constants of an enum, in lower case with hyphens. */
    record Choice(Class<? extends Enum<?>> type) implements Words {
        @Override
        public String words() {
            return "one of " + String.join(", ", all());
        }

        @Override
        public Optional<Object> read(Data data, Check check) {
            if (check.isOpen(data)) {
                return Optional.empty();
            }
            if (data instanceof Data.Text(String text)) {
                int index = all().indexOf(text);
                return index >= 0
                        ? Optional.of(type.getEnumConstants()[index])
                        : check.fault(Shown.of(data) + " is not a choice here", Nearest.help("Choices", text, all()));
            }
            return check.fault(Shown.of(data) + " is not " + words(), "");
        }

        private List<String> all() {
            return Arrays.stream(type.getEnumConstants()).map(Choice::word).toList();
        }

        private static String word(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @Override
        public Data.Mapping schema() {
            return Schemas.anyOf(
                    new Data.Mapping(Map.of("enum", Schemas.texts(all()))),
                    Schemas.of("type", Data.of("string"), "pattern", Data.of("\\$\\{")));
        }
    }
}
