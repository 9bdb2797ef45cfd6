package dev.slipway.runbook;

import dev.slipway.base.Nearest;
import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code env}: the variables that a run finds, and what they must be like. */
final class VariablesReader {
    private static final List<String> KEYS =
            List.of("from", "secret", "min-length", "pattern", "url", "one-of", "default", "optional");
    private static final List<String> ALONE = List.of("env", "dotenv");
    private static final List<String> WITH_WORDS = List.of("file", "command", "systemd");
    private static final String FORMS = "env, dotenv, 'file: PATH', 'command: WORDS', 'systemd: NAME'";
    private static final int LONGEST_MINIMUM = 100_000;

    private final List<Problem> problems;

    VariablesReader(List<Problem> problems) {
        this.problems = problems;
    }

    List<FrontMatter.Variable> read(Yaml value) {
        List<FrontMatter.Variable> variables = new ArrayList<>();
        FrontNames.VARIABLE.each(value, "'env'", problems, (name, spec) -> {
            if (mayBeDeclared(name)) {
                variable(name, spec).ifPresent(variables::add);
            }
        });
        return variables;
    }

    /** {@code env} may declare PATH or PGPASSWORD on purpose, but nothing that the shell or Slipway sets itself. */
    private boolean mayBeDeclared(Phrase name) {
        Optional<ReservedNames.Reserved> never = ReservedNames.covering(name.text())
                .filter(reserved -> reserved.purpose() == ReservedNames.Purpose.NEVER);
        never.ifPresent(by -> problems.add(new Problem(
                name.span(),
                "no variable of a runbook can be called '" + name + "'",
                "Reserved, because " + by.reason() + ". Choose another name.")));
        return never.isEmpty();
    }

    private Optional<FrontMatter.Variable> variable(Phrase name, Yaml spec) {
        if (spec instanceof Yaml.Scalar scalar && scalar.isEmpty()) {
            return Optional.of(full(name, new Yaml.Mapping(List.of(), spec.span())));
        }
        if (spec instanceof Yaml.Mapping mapping) {
            return Optional.of(full(name, mapping));
        }
        problems.add(new Problem(
                spec.span(),
                "'" + name + "' must be a mapping of rules, not " + FrontFields.kind(spec),
                spec instanceof Yaml.Scalar scalar
                        ? "Say what it is: {default: " + YamlMistakes.brief(scalar.written()) + "}, or {} for no rules."
                        : "Write {} for no rules."));
        return Optional.empty();
    }

    private FrontMatter.Variable full(Phrase name, Yaml.Mapping mapping) {
        FrontFields fields = FrontFields.open(mapping, "a variable", KEYS, problems);
        FrontMatter.Variable variable = new FrontMatter.Variable(
                name,
                from(fields),
                fields.bool("secret"),
                fields.count("min-length", LONGEST_MINIMUM),
                fields.text("pattern").flatMap(pattern -> Patterns.check(pattern, problems)),
                fields.text("url").flatMap(this::scheme),
                fields.texts("one-of", "an item of 'one-of'"),
                mapping.get("default"),
                fields.bool("optional").orElse(false));
        checkDefault(variable, fields);
        return variable;
    }

    private Optional<Phrase> from(FrontFields fields) {
        Optional<Yaml.Mapping> mapping = fields.get("from")
                .filter(Yaml.Mapping.class::isInstance)
                .map(Yaml.Mapping.class::cast)
                .filter(found -> found.entries().size() == 1);
        return mapping.isPresent()
                ? fields.refuse(
                        mapping.get(), "'from' must be text, not a mapping", "Quote it: " + asText(mapping.get()))
                : fields.text("from").filter(from -> understood(from, fields));
    }

    private static String asText(Yaml.Mapping mapping) {
        Yaml.Entry entry = mapping.entries().getFirst();
        return YamlMistakes.quoted(
                entry.key().text() + ": " + entry.value().data().plain());
    }

    private boolean understood(Phrase from, FrontFields fields) {
        int colon = from.text().indexOf(':');
        String word = (colon < 0 ? from.text() : from.text().substring(0, colon)).strip();
        String rest = colon < 0 ? "" : from.text().substring(colon + 1).strip();
        if (colon < 0 ? ALONE.contains(word) : WITH_WORDS.contains(word) && !rest.isEmpty()) {
            return true;
        }
        fields.get("from").ifPresent(value -> fields.refuse(value, fault(word), help(word)));
        return false;
    }

    private static String fault(String word) {
        return ALONE.contains(word)
                ? "'" + word + "' stands alone"
                : WITH_WORDS.contains(word)
                        ? "'" + word + "' does not say which"
                        : "no origin is called '" + YamlMistakes.brief(word) + "'";
    }

    private static String help(String word) {
        List<String> known = Stream.concat(ALONE.stream(), WITH_WORDS.stream()).toList();
        return ("Origins: " + FORMS + ". " + (known.contains(word) ? "" : Nearest.didYouMean(word, known))).strip();
    }

    private Optional<Phrase> scheme(Phrase url) {
        if (url.text().matches("[a-z][a-z0-9+.-]*")) {
            return Optional.of(url);
        }
        String alone = url.text().replaceFirst(":.*", "");
        problems.add(new Problem(
                url.span(),
                "'url' is the scheme that the URL must have, not '" + YamlMistakes.brief(url.text()) + "'",
                alone.matches("[a-z][a-z0-9+.-]*") ? "Write url: " + alone : "Write for example url: postgresql"));
        return Optional.empty();
    }

    private void checkDefault(FrontMatter.Variable variable, FrontFields fields) {
        Optional<Yaml> standard = variable.standard();
        if (standard.isEmpty()) {
            return;
        }
        if (variable.optional()) {
            fields.refuse(standard.get(), "'default' and 'optional' exclude each other", "Remove one of them.");
        }
        int before = problems.size();
        Optional<Template> template = defaultText(standard.get(), fields)
                .map(scalar -> Template.of(scalar, problems))
                .filter(_ -> problems.size() == before);
        if (template.filter(Template::isLiteral).isEmpty()) {
            return;
        }
        if (variable.secret().orElse(false)) {
            fields.refuse(standard.get(), "a secret cannot have its value in the document", "Remove 'default'.");
            return;
        }
        ValueRules.breach(variable, template.get().literal())
                .ifPresent(says -> fields.refuse(
                        standard.get(), "the default " + says, "Change the default, or what it must be."));
    }

    private static Optional<Yaml.Scalar> defaultText(Yaml standard, FrontFields fields) {
        if (standard instanceof Yaml.Scalar scalar && scalar.isText()) {
            return Optional.of(scalar);
        }
        fields.text(standard, "a default");
        return Optional.empty();
    }
}
