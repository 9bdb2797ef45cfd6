package dev.slipway.plan;

import dev.slipway.base.Data;
import dev.slipway.base.Phrase;
import dev.slipway.expression.Expression;
import dev.slipway.plan.Choice.Chosen;
import dev.slipway.plan.Plan.NeededVariable;
import dev.slipway.runbook.FrontMatter.Environment;
import dev.slipway.runbook.FrontMatter.Variable;
import dev.slipway.runbook.Secrecy;
import dev.slipway.runbook.Secrecy.Origin;
import dev.slipway.runbook.Template;
import dev.slipway.runbook.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The variables that {@code env} declares, as the plan keeps them: rules, never values. */
final class Needed {
    private static final String DOTENV = "the path of a dotenv file is decided before the first step";

    private final Scope scope;
    private final Binding binding;
    private final Problems problems;
    private final Set<String> mentions = new LinkedHashSet<>();

    Needed(Scope scope, Binding binding, Problems problems) {
        this.scope = scope;
        this.binding = binding;
        this.problems = problems;
    }

    /** Each declared variable, and whether expressions must not see it. */
    static Map<String, Boolean> secrecy(List<Variable> variables, Chosen chosen) {
        Map<String, Boolean> all = new LinkedHashMap<>();
        variables.forEach(variable ->
                all.put(variable.name().text(), Secrecy.isSecret(variable, origin(from(variable, chosen)))));
        return all;
    }

    /** The inputs that defaults of variables read. */
    Set<String> mentions() {
        return mentions;
    }

    List<NeededVariable> all(List<Variable> variables, Chosen chosen) {
        return variables.stream()
                .map(variable -> new NeededVariable(
                        variable.name().text(),
                        from(variable, chosen),
                        variable.secret(),
                        variable.minLength(),
                        variable.pattern().map(Phrase::text),
                        variable.url().map(Phrase::text),
                        variable.oneOf().stream().map(Phrase::text).toList(),
                        variable.standard().map(this::standard),
                        variable.optional(),
                        variable.name().span().toString()))
                .toList();
    }

    /** Where the environment's dotenv file is. */
    Optional<String> dotenv(Chosen chosen) {
        return chosen.environment()
                .flatMap(Environment::dotenv)
                .map(path -> text(Template.of(path, new ArrayList<>()), DOTENV));
    }

    private static String from(Variable variable, Chosen chosen) {
        return variable.from()
                .map(Phrase::text)
                .orElse(chosen.environment().flatMap(Environment::dotenv).isPresent() ? "dotenv" : "env");
    }

    private static Origin origin(String from) {
        int colon = from.indexOf(':');
        return switch (colon < 0 ? from : from.substring(0, colon)) {
            case "dotenv" -> Origin.DOTENV;
            case "file" -> Origin.FILE;
            case "command" -> Origin.COMMAND;
            case "systemd" -> Origin.SYSTEMD;
            default -> Origin.ENV;
        };
    }

    private String standard(Yaml yaml) {
        if (!(yaml instanceof Yaml.Scalar scalar) || !(scalar.data() instanceof Data.Text)) {
            return yaml.data().plain();
        }
        // What is wrong with the template itself has been said when the front matter was read.
        return text(Template.of(scalar, new ArrayList<>()), Binding.DEFAULT);
    }

    private String text(Template template, String early) {
        StringBuilder out = new StringBuilder();
        for (Template.Piece piece : template.pieces()) {
            out.append(
                    switch (piece) {
                        case Template.Piece.Literal(String text) -> text;
                        case Template.Piece.Expression(Phrase source) -> value(source, early);
                    });
        }
        return out.toString();
    }

    private String value(Phrase source, String early) {
        Optional<Expression> expression = scope.formulas().value(source);
        if (expression.isEmpty()) {
            return "";
        }
        Set<String> inputs = Guarding.inputs(expression.get().reads(), scope);
        mentions.addAll(inputs);
        binding.refuseLate(inputs, source, early);
        return switch (Formulas.decide(expression.get(), scope.known())) {
            case Formulas.Decision.Decided(Data value) -> value.plain();
            case Formulas.Decision.Undecidable(String says) -> {
                scope.notes()
                        .undecidable(
                                source.span() + ": '${" + source + "}' has no value: " + says,
                                "Write one that needs no earlier run.");
                yield "";
            }
            case Formulas.Decision.Later() -> {
                if (readsMoreThanInputs(expression.get())) {
                    problems.add(
                            source.span(),
                            early + ", and cannot read steps or env",
                            "It may read inputs, environment, last and previous.");
                }
                yield "";
            }
        };
    }

    private static boolean readsMoreThanInputs(Expression expression) {
        return expression.reads().stream()
                .anyMatch(path ->
                        path.getFirst().equals("steps") || path.getFirst().equals("env"));
    }
}
