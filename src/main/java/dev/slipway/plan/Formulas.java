package dev.slipway.plan;

import dev.slipway.base.Data;
import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.expression.Expression;
import dev.slipway.expression.Expression.Evaluation;
import dev.slipway.expression.Expressions;
import dev.slipway.expression.Parsed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The expressions of a document: each parsed once, its names checked wherever it stands. */
final class Formulas {
    private final Map<String, Expression> sound = new HashMap<>();
    private final Names names;
    private final Past past;
    private final Problems problems;

    Formulas(Names names, Past past, Problems problems) {
        this.names = names;
        this.past = past;
        this.problems = problems;
    }

    /** Expressions that may read other inputs. */
    Formulas with(Set<String> inputs) {
        return new Formulas(new Names(inputs, names.everyInput(), names.env(), names.procedures()), past, problems);
    }

    Names names() {
        return names;
    }

    Optional<Expression> condition(Phrase source) {
        Expression known = sound.get("if " + source.text());
        return known == null ? keep("if ", source, Expressions.condition(source)) : checked(known, source);
    }

    Optional<Expression> value(Phrase source) {
        return value(source, List.of());
    }

    /** @param more roots besides those of the format */
    Optional<Expression> value(Phrase source, List<String> more) {
        String prefix = String.join(",", more) + " ";
        Expression known = sound.get(prefix + source.text());
        return known == null ? keep(prefix, source, Expressions.parse(source, more)) : checked(known, source);
    }

    private Optional<Expression> keep(String prefix, Phrase source, Parsed parsed) {
        return switch (parsed) {
            case Parsed.Sound(Expression expression) -> {
                sound.put(prefix + source.text(), expression);
                yield checked(expression, source);
            }
            case Parsed.Broken(List<Problem> found) -> {
                problems.addAll(found);
                yield Optional.empty();
            }
        };
    }

    private Optional<Expression> checked(Expression expression, Phrase source) {
        past.readBy(expression.reads());
        expression.reads().forEach(path -> names.check(path, source, problems));
        return Optional.of(expression);
    }

    sealed interface Decision {
        record Decided(Data value) implements Decision {}

        /** It reads what only the run will know. */
        record Later() implements Decision {}

        /** Everything that it reads is known, and still it has no value: an earlier run is missing. */
        record Undecidable(String says) implements Decision {}
    }

    static Decision decide(Expression expression, Known known) {
        if (!expression.reads().stream().allMatch(known::holds)) {
            return new Decision.Later();
        }
        return switch (expression.evaluate(known.roots())) {
            case Evaluation.Value(Data value) -> new Decision.Decided(value);
            case Evaluation.Failure(String says) -> new Decision.Undecidable(says);
        };
    }
}
