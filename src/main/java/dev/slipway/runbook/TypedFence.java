package dev.slipway.runbook;

import dev.slipway.base.Data;
import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.base.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a {@code yaml} fence is a typed step: a mapping with exactly one key, the dotted name of an action. */
final class TypedFence {
    /** A dotted key at the beginning of a line; the rest of the world's YAML is not even parsed. */
    private static final Pattern DOTTED =
            Pattern.compile("(?m)^[{\\s]*[\"']?([A-Za-z]{3,15}\\.[\\w.-]*)[\"']?\\s*:(?=\\s|$)");

    private TypedFence() {}

    sealed interface Found {
        record Typed(Step.Work.Typed work, List<Problem> problems) implements Found {}

        record Text() implements Found {}

        /** It reads like an action and is none. */
        record Mistake(List<Problem> problems) implements Found {}
    }

    static Found read(String file, String text, Span body) {
        Matcher dotted = DOTTED.matcher(text);
        boolean likely = false;
        while (dotted.find() && !likely) {
            likely = ActionFamilies.isName(dotted.group(1))
                    || ActionFamilies.nearly(dotted.group(1)).isPresent();
        }
        if (!likely) {
            return new Found.Text();
        }
        List<Problem> problems = new ArrayList<>();
        Optional<Yaml> yaml = YamlReader.read(file, text, body.line(), body.column(), problems);
        if (yaml.isEmpty()) {
            return ActionFamilies.isName(firstKey(text)) ? new Found.Mistake(problems) : new Found.Text();
        }
        return yaml.get() instanceof Yaml.Mapping mapping ? ofMapping(mapping, problems) : new Found.Text();
    }

    private static String firstKey(String text) {
        Matcher first = DOTTED.matcher(text);
        return first.find() ? first.group(1) : "";
    }

    private static Found ofMapping(Yaml.Mapping mapping, List<Problem> problems) {
        List<Yaml.Entry> named = mapping.entries().stream()
                .filter(entry -> ActionFamilies.isName(entry.key().text()))
                .toList();
        if (named.isEmpty()) {
            return mapping.entries().size() == 1
                    ? nearly(mapping.entries().getFirst().key())
                    : new Found.Text();
        }
        Yaml.Entry action = named.getFirst();
        if (mapping.entries().size() > 1) {
            Yaml.Entry other =
                    mapping.entries().get(mapping.entries().getFirst().equals(action) ? 1 : 0);
            problems.add(new Problem(
                    other.key().span(),
                    "a step is one action: '" + other.key().text() + "' stands beside '"
                            + action.key().text() + "'",
                    "Write one fence for each, or put <!-- slipway: notes --> before the fence."));
            return new Found.Mistake(problems);
        }
        Yaml parameters = action.value().data() instanceof Data.Nothing
                ? new Yaml.Mapping(List.of(), action.value().span())
                : action.value();
        Phrase name = new Phrase(action.key().text(), action.key().span());
        return new Found.Typed(new Step.Work.Typed(name, parameters), problems);
    }

    private static Found nearly(Yaml.Scalar key) {
        return ActionFamilies.nearly(key.text())
                .<Found>map(meant -> new Found.Mistake(List.of(new Problem(
                        key.span(),
                        "'" + key.text() + "' is nearly the name of an action, and would be passed over",
                        "Did you mean '" + meant + "'? Otherwise put <!-- slipway: notes --> before the fence."))))
                .orElseGet(Found.Text::new);
    }
}
