package dev.slipway.plan;

import dev.slipway.base.Data;
import dev.slipway.base.Nearest;
import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.base.Span;
import dev.slipway.expression.Expression;
import dev.slipway.parameters.Parameters.Fault;
import dev.slipway.parameters.Parameters.Meaning;
import dev.slipway.parameters.Parameters.Parameter;
import dev.slipway.plan.Draft.OutputRead;
import dev.slipway.runbook.Step;
import dev.slipway.runbook.Template;
import dev.slipway.runbook.Template.Piece;
import dev.slipway.runbook.Yaml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles the parameters of one typed step. */
final class TypedWork {
    private final Scope scope;
    private final Problems problems;
    private final int guards;
    private final List<OutputRead> reads = new ArrayList<>();
    private final Set<String> mentions = new LinkedHashSet<>();
    private final Set<Span> broken = new HashSet<>();

    /** @param guards how many guards of the step hold when its parameters are read: all */
    TypedWork(Scope scope, int guards, Problems problems) {
        this.scope = scope;
        this.guards = guards;
        this.problems = problems;
    }

    List<OutputRead> reads() {
        return reads;
    }

    Set<String> mentions() {
        return mentions;
    }

    record Compiled(Declared action, Data.Mapping stored, Data.Mapping shown) {}

    Optional<Compiled> compile(Step.Work.Typed typed, Actions actions) {
        Optional<? extends Declared> action = actions.find(typed.name().text());
        if (action.isEmpty()) {
            String name = typed.name().text();
            problems.add(
                    typed.name().span(),
                    "no action is called '" + name + "'",
                    (Nearest.didYouMean(name, actions.names()) + " 'slipway actions' lists them.").strip());
            return Optional.empty();
        }
        if (!(typed.parameters() instanceof Yaml.Mapping mapping)) {
            problems.add(
                    typed.parameters().span(),
                    "the parameters of " + typed.name() + " must be a mapping",
                    "Write for example " + action.get().example());
            return Optional.empty();
        }
        return Optional.of(compile(action.get(), mapping));
    }

    private Compiled compile(Declared action, Yaml.Mapping mapping) {
        Map<String, Meaning> meanings = new HashMap<>();
        for (Parameter parameter : action.parameters().list()) {
            meanings.put(parameter.name(), parameter.meaning());
        }
        Map<String, Data> stored = new LinkedHashMap<>();
        for (Yaml.Entry entry : mapping.entries()) {
            String key = entry.key().text();
            stored.put(key, data(entry.value(), meanings.getOrDefault(key, new Meaning.Plain())));
        }
        Data.Mapping whole = new Data.Mapping(stored);
        Data.Mapping shown = (Data.Mapping) Templated.shown(whole);
        for (Fault fault : action.parameters().check(shown)) {
            Span span = span(mapping, fault);
            if (!broken.contains(span)) {
                problems.add(span, fault.says(), fault.help());
            }
        }
        for (String variable : action.variables(shown)) {
            scope.formulas().names().declares(variable, place(mapping, variable), problems);
        }
        Map<String, String> makers = action.makers(shown);
        reads.replaceAll(read -> read.by(makers));
        return new Compiled(action, whole, shown);
    }

    /** Where a name is written as a value of its own; else the whole mapping. */
    private static Phrase place(Yaml yaml, String name) {
        return Pointing.scalars(yaml)
                .filter(scalar -> scalar.text().contains(name))
                .findFirst()
                .map(scalar -> new Phrase(scalar.text(), scalar.span()))
                .orElse(new Phrase(name, yaml.span()));
    }

    private Data data(Yaml yaml, Meaning meaning) {
        return switch (yaml) {
            case Yaml.Scalar scalar ->
                scalar.data() instanceof Data.Text(String text) ? text(scalar, text, meaning) : scalar.data();
            case Yaml.Listing listing ->
                new Data.Listing(listing.items().stream()
                        .map(item -> data(item, meaning))
                        .toList());
            case Yaml.Mapping mapping -> {
                Map<String, Data> all = new LinkedHashMap<>();
                mapping.entries().forEach(entry -> all.put(entry.key().text(), data(entry.value(), meaning)));
                yield new Data.Mapping(all);
            }
        };
    }

    private Data text(Yaml.Scalar scalar, String text, Meaning meaning) {
        return switch (meaning) {
            case Meaning.Plain() -> template(scalar);
            case Meaning.ShellText() -> {
                mentions.addAll(scope.mentionedIn(text));
                yield Data.of(Templated.literal(text));
            }
            case Meaning.Expression(List<String> roots) -> {
                if (read(new Phrase(text, scalar.span()), roots).isEmpty()) {
                    broken.add(scalar.span());
                }
                yield Data.of(Templated.literal(text));
            }
            case Meaning.Depot() -> {
                scope.depots().check(new Phrase(text, scalar.span()));
                yield Data.of(Templated.literal(text));
            }
            case Meaning.Front() -> {
                scope.fronts().check(new Phrase(text, scalar.span()));
                yield Data.of(Templated.literal(text));
            }
        };
    }

    private Data template(Yaml.Scalar scalar) {
        List<Problem> found = new ArrayList<>();
        Template template = Template.of(scalar, found);
        if (!found.isEmpty()) {
            problems.addAll(found);
            broken.add(scalar.span());
            return Data.of(Templated.literal(scalar.text()));
        }
        if (template.pieces().size() == 1 && template.pieces().getFirst() instanceof Piece.Expression(Phrase source)) {
            return switch (value(source)) {
                case Formulas.Decision.Decided(Data.Text(String text)) -> Data.of(Templated.literal(text));
                case Formulas.Decision.Decided(Data value) -> value;
                case Formulas.Decision.Later _, Formulas.Decision.Undecidable _ -> Data.of("${" + source + "}");
            };
        }
        StringBuilder out = new StringBuilder();
        for (Piece piece : template.pieces()) {
            out.append(
                    switch (piece) {
                        case Piece.Literal(String text) -> Templated.literal(text);
                        case Piece.Expression(Phrase source) -> within(source);
                    });
        }
        return Data.of(out.toString());
    }

    private String within(Phrase source) {
        return switch (value(source)) {
            case Formulas.Decision.Decided(Data value) -> Templated.literal(value.plain());
            case Formulas.Decision.Later _, Formulas.Decision.Undecidable _ -> "${" + source + "}";
        };
    }

    private Formulas.Decision value(Phrase source) {
        Optional<Expression> expression = read(source, List.of());
        if (expression.isEmpty()) {
            return new Formulas.Decision.Later();
        }
        Formulas.Decision decision = Formulas.decide(expression.get(), scope.known());
        if (decision instanceof Formulas.Decision.Undecidable(String says)) {
            scope.notes()
                    .undecidable(
                            source.span() + ": '${" + source + "}' has no value: " + says,
                            "An earlier run is missing: make the step depend on it, as in if=\"has(previous.release)\".");
        }
        return decision;
    }

    private Optional<Expression> read(Phrase source, List<String> roots) {
        Optional<Expression> expression = scope.formulas().value(source, roots);
        expression.ifPresent(sound -> {
            reads.addAll(Guarding.outputs(sound.reads(), source, guards));
            mentions.addAll(Guarding.inputs(sound.reads(), scope));
        });
        return expression;
    }

    /** Where in the document a fault stands: at its key, or at its value, or at the nearest thing around it. */
    private static Span span(Yaml.Mapping mapping, Fault fault) {
        Yaml here = mapping;
        Span key = mapping.span();
        for (String name : fault.path()) {
            Optional<Yaml.Entry> entry = here instanceof Yaml.Mapping around
                    ? around.entries().stream()
                            .filter(each -> each.key().text().equals(name))
                            .findFirst()
                    : Optional.empty();
            if (entry.isPresent()) {
                key = entry.get().key().span();
                here = entry.get().value();
            } else if (here instanceof Yaml.Listing(List<Yaml> items, Span _) && isIndex(name, items)) {
                here = items.get(Integer.parseInt(name));
                key = here.span();
            } else {
                break;
            }
        }
        if (fault.atKey()) {
            return key;
        }
        return here instanceof Yaml.Mapping several
                ? Pointing.at(several, fault.says()).orElse(several.span())
                : here.span();
    }

    private static boolean isIndex(String name, List<Yaml> items) {
        return name.matches("[0-9]{1,6}") && Integer.parseInt(name) < items.size();
    }
}
