package dev.slipway.runbook;

import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** The names that an author chooses, as the keys of a mapping. */
enum FrontNames {
    /** Inputs, places: they become variables or stand in expressions. */
    PLAIN("[a-z][a-z0-9_]{0,40}", "small letters, digits and '_', a letter first"),
    /** Environments, procedures, services, roles: they are only said. */
    HYPHENED("[a-z][a-z0-9_-]{0,40}", "small letters, digits, '_' and '-', a letter first"),
    VARIABLE("[A-Za-z_][A-Za-z0-9_]{0,99}", "letters, digits and '_', no digit first");

    private final Pattern pattern;
    private final String made;

    FrontNames(String pattern, String made) {
        this.pattern = Pattern.compile(pattern);
        this.made = made;
    }

    boolean accepts(String name) {
        return pattern.matcher(name).matches();
    }

    Optional<Phrase> check(Phrase name, List<Problem> problems) {
        if (accepts(name.text())) {
            return Optional.of(name);
        }
        problems.add(new Problem(
                name.span(),
                "'" + YamlMistakes.brief(name.text()) + "' cannot be a name",
                "Use " + made + ", at most " + (this == VARIABLE ? 100 : 41) + " characters." + proposal(name.text())));
        return Optional.empty();
    }

    private String proposal(String name) {
        String joined = this == HYPHENED ? "-" : "_";
        String other = this == VARIABLE ? name : name.toLowerCase(Locale.ROOT);
        String better = other.strip().replaceAll(this == HYPHENED ? "[^a-z0-9_-]+" : "[^A-Za-z0-9_]+", joined);
        return accepts(better) ? " Did you mean '" + better + "'?" : "";
    }

    /** Gives each entry with a right name to {@code use}; {@code whole} is what the mapping is called, {@code 'inputs'}. */
    void each(Yaml value, String whole, List<Problem> problems, BiConsumer<Phrase, Yaml> use) {
        if (!(value instanceof Yaml.Mapping mapping)) {
            problems.add(new Problem(
                    value.span(),
                    whole + " must be a mapping, not " + FrontFields.kind(value),
                    "Write 'name: …' lines below it."));
            return;
        }
        for (Yaml.Entry entry : mapping.entries()) {
            check(new Phrase(entry.key().text(), entry.key().span()), problems)
                    .ifPresent(name -> use.accept(name, entry.value()));
        }
    }

    static List<String> texts(List<Phrase> names) {
        List<String> all = new ArrayList<>();
        names.forEach(name -> all.add(name.text()));
        return all;
    }
}
