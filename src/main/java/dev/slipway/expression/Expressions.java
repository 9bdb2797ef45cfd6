package dev.slipway.expression;

import dev.slipway.base.Data;
import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.base.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads expressions. CEL itself is loaded by the first one that needs it. */
public final class Expressions {

    /** What expressions of the format may name. */
    public static final List<String> ROOTS = List.of("inputs", "environment", "env", "steps", "last", "previous");

    /** What actions may name besides, each in its own parameters only. */
    static final List<String> MORE_ROOTS = List.of("status", "headers", "body", "json");

    static final int MOST_CHARACTERS = 4_000;

    private Expressions() {}

    /** An expression that may give anything. */
    public static Parsed parse(Phrase phrase) {
        return parse(phrase, List.of());
    }

    /** @param more roots besides {@link #ROOTS}, from the few that actions have */
    public static Parsed parse(Phrase phrase, List<String> more) {
        return read(phrase, more, Wanted.ANYTHING);
    }

    /** An expression that gives true or false, as far as that can be known from its text. */
    public static Parsed condition(Phrase phrase) {
        return condition(phrase, List.of());
    }

    public static Parsed condition(Phrase phrase, List<String> more) {
        return read(phrase, more, Wanted.TRUTH);
    }

    /** Evaluates a text that was found sound before; what is unsound after all is a failure. */
    public static Expression.Evaluation evaluate(String text, Map<String, Data> roots) {
        Phrase phrase = new Phrase(text, Span.point("", 1, 1));
        return switch (parse(phrase, MORE_ROOTS)) {
            case Parsed.Sound(Expression expression) -> expression.evaluate(roots);
            case Parsed.Broken(List<Problem> problems) ->
                new Expression.Evaluation.Failure(problems.getFirst().says());
        };
    }

    enum Wanted {
        ANYTHING,
        TRUTH
    }

    private static Parsed read(Phrase phrase, List<String> more, Wanted wanted) {
        if (!MORE_ROOTS.containsAll(more)) {
            throw new IllegalArgumentException("roots that no action has: " + more);
        }
        List<String> roots = new ArrayList<>(ROOTS);
        roots.addAll(more);
        if (phrase.text().length() > MOST_CHARACTERS) {
            return new Parsed.Broken(List.of(new Problem(
                    phrase.span(),
                    "the expression has " + phrase.text().length() + " characters; at most 4,000 are read",
                    "Let a step compute it and set an output.")));
        }
        Optional<Plain> plain = PlainReader.read(phrase.text(), roots);
        return plain.isPresent()
                ? new Parsed.Sound(new PlainExpression(phrase.text(), plain.get()))
                : Cel.read(phrase, roots, wanted);
    }
}
