package dev.slipway.runbook;

import dev.slipway.base.Data;
import dev.slipway.base.Nearest;
import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.base.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The entries of one mapping, read strictly: an unknown key is a problem when the mapping is opened, a value of the wrong
 * kind when it is asked for. A field that is absent or wrong is empty.
 */
final class FrontFields {
    private final Yaml.Mapping mapping;
    private final List<String> known;
    private final List<Problem> problems;

    private FrontFields(Yaml.Mapping mapping, List<String> known, List<Problem> problems) {
        this.mapping = mapping;
        this.known = known;
        this.problems = problems;
    }

    /** @param whose {@code an input}: as it follows "is not a key of" */
    static FrontFields open(Yaml.Mapping mapping, String whose, List<String> known, List<Problem> problems) {
        for (Yaml.Entry entry : mapping.entries()) {
            String key = entry.key().text();
            if (!known.contains(key)) {
                problems.add(new Problem(
                        entry.key().span(),
                        "'" + YamlMistakes.brief(key) + "' is not a key of " + whose,
                        Nearest.help("Its keys", key, known)));
            }
        }
        return new FrontFields(mapping, known, problems);
    }

    /** No fields, but the same words about single values. */
    static FrontFields none(List<Problem> problems) {
        return new FrontFields(new Yaml.Mapping(List.of(), Span.point("-", 1, 1)), List.of(), problems);
    }

    Optional<Yaml> get(String key) {
        return mapping.get(key);
    }

    /** Whether a key that is not known here is most likely this one: its problem says so already. */
    boolean misspells(String key) {
        return mapping.entries().stream()
                .map(entry -> entry.key().text())
                .anyMatch(other -> !other.equals(key)
                        && !known.contains(other)
                        && Nearest.to(other, known).filter(key::equals).isPresent());
    }

    Optional<Phrase> text(String key) {
        return get(key).flatMap(value -> text(value, "'" + key + "'"));
    }

    /** A value where text is wanted; numbers and booleans must be quoted, so that nothing is changed by being read. */
    Optional<Phrase> text(Yaml value, String called) {
        if (!(value instanceof Yaml.Scalar scalar)) {
            return refuse(value, called + " must be text, not " + kind(value), "Write one value.");
        }
        if (!scalar.isText()) {
            return scalar.isEmpty()
                    ? refuse(value, called + " has no value", "Write one after it, or remove it.")
                    : refuse(
                            value,
                            "'" + YamlMistakes.brief(scalar.text()) + "' is " + kind(scalar) + " in YAML, and " + called
                                    + " must be text",
                            "Quote it: '" + YamlMistakes.brief(scalar.text()) + "'");
        }
        return scalar.text().isBlank()
                ? refuse(value, called + " is empty", "Write something, or remove it.")
                : Optional.of(new Phrase(scalar.text(), scalar.span()));
    }

    /** Whether the key is there with the one word that it can have. */
    boolean says(String key, String word, String without) {
        Optional<Yaml> value = get(key);
        if (value.isEmpty()) {
            return false;
        }
        if (value.get() instanceof Yaml.Scalar scalar
                && scalar.isText()
                && scalar.text().equals(word)) {
            return true;
        }
        refuse(value.get(), "'" + key + "' can only be '" + word + "'", "Without it " + without + ".");
        return false;
    }

    Optional<Boolean> bool(String key) {
        Optional<Yaml> value = get(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        return value.get().data() instanceof Data.Bool bool
                ? Optional.of(bool.value())
                : refuse(value.get(), "'" + key + "' must be true or false", "Write it without quotes: true or false.");
    }

    Optional<Integer> count(String key, int most) {
        Optional<Yaml> value = get(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof Yaml.Scalar scalar
                && scalar.data() instanceof Data.Num
                && scalar.text().matches("[1-9][0-9]{0,8}")
                && Integer.parseInt(scalar.text()) <= most) {
            return Optional.of(Integer.valueOf(scalar.text()));
        }
        return refuse(value.get(), "'" + key + "' must be a whole number from 1 to " + most, "");
    }

    /** A list of different texts with at least one item. */
    List<Phrase> texts(String key, String item) {
        Optional<Yaml> value = get(key);
        return value.isEmpty() ? List.of() : texts(value.get(), "'" + key + "'", item);
    }

    /**
     * @param called the list, {@code 'run'}
     * @param item one of its items, {@code a section}
     */
    List<Phrase> texts(Yaml value, String called, String item) {
        List<Phrase> all = new ArrayList<>();
        if (!(value instanceof Yaml.Listing list)) {
            return refuseNoList(value, called);
        }
        if (list.items().isEmpty()) {
            refuse(value, called + " is an empty list", "Name at least one, or remove it.");
        }
        Set<String> seen = new HashSet<>();
        for (Yaml each : list.items()) {
            text(each, item).ifPresent(phrase -> {
                if (seen.add(phrase.text())) {
                    all.add(phrase);
                } else {
                    refuse(
                            each,
                            "'" + YamlMistakes.brief(phrase.text()) + "' stands twice in " + called,
                            "Remove one.");
                }
            });
        }
        return all;
    }

    private List<Phrase> refuseNoList(Yaml value, String called) {
        boolean empty = value instanceof Yaml.Scalar scalar && scalar.isEmpty();
        refuse(
                value,
                called + (empty ? " has no value" : " must be a list"),
                value instanceof Yaml.Scalar scalar && !empty
                        ? "Write it in brackets: [" + YamlMistakes.brief(scalar.written()) + "]"
                        : "Write it in brackets: [one, two]");
        return List.of();
    }

    static String kind(Yaml value) {
        return switch (value) {
            case Yaml.Listing _ -> "a list";
            case Yaml.Mapping _ -> "a mapping";
            case Yaml.Scalar scalar ->
                switch (scalar.data()) {
                    case Data.Num _ -> "a number";
                    case Data.Bool _ -> "a boolean";
                    case Data.Nothing _ -> "nothing";
                    case Data.Text _, Data.Listing _, Data.Mapping _ -> "text";
                };
        };
    }

    <T> Optional<T> refuse(Yaml value, String says, String help) {
        problems.add(new Problem(value.span(), says, help));
        return Optional.empty();
    }
}
