package dev.slipway.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.slipway.base.Data;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An expression that CEL evaluates. */
record CelExpression(String text, CelAbstractSyntaxTree tree, Survey survey) implements Expression {

    @Override
    public List<List<String>> reads() {
        return survey.reads();
    }

    @Override
    public Evaluation evaluate(Map<String, Data> roots) {
        Map<String, Object> values = new HashMap<>();
        roots.forEach((name, data) -> values.put(name, CelData.toCel(data)));
        try {
            return CelData.fromCel(Cel.Evaluating.RUNTIME.createProgram(tree).eval(values));
        } catch (CelEvaluationException e) {
            return new Evaluation.Failure(FailureWords.of(e, this, roots));
        }
    }
}
