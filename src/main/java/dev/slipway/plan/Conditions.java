package dev.slipway.plan;

import dev.slipway.base.Data;
import dev.slipway.base.Phrase;
import dev.slipway.base.Span;
import dev.slipway.expression.Expression;
import dev.slipway.expression.Expression.Evaluation;
import dev.slipway.expression.Expressions;
import dev.slipway.expression.Parsed;
import java.util.Map;

/** Whether a guard holds when its step's turn comes. */
public final class Conditions {
    private Conditions() {}

    public sealed interface Truth {
        record Holds() implements Truth {}

        record Fails() implements Truth {}

        /** One sentence without a full stop. */
        record Unknown(String says) implements Truth {}
    }

    /** @param roots {@code inputs environment env steps last previous} as they stand now */
    public static Truth of(PlannedStep.Guard.Given guard, Map<String, Data> roots) {
        Phrase source = new Phrase(guard.expression(), Span.point(guard.at(), 1, 1));
        return switch (Expressions.condition(source)) {
            case Parsed.Sound(Expression expression) -> truth(guard, expression.evaluate(roots));
            case Parsed.Broken broken ->
                unknown(guard, broken.problems().getFirst().says());
        };
    }

    private static Truth truth(PlannedStep.Guard.Given guard, Evaluation evaluation) {
        return switch (evaluation) {
            case Evaluation.Value(Data.Bool(boolean holds)) -> holds ? new Truth.Holds() : new Truth.Fails();
            case Evaluation.Value _ -> unknown(guard, "it is neither true nor false");
            case Evaluation.Failure(String says) -> unknown(guard, says);
        };
    }

    private static Truth unknown(PlannedStep.Guard.Given guard, String says) {
        return new Truth.Unknown("the condition '" + guard.expression() + "' cannot be decided: " + says);
    }
}
