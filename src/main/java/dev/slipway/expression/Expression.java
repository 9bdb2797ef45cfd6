package dev.slipway.expression;

import dev.slipway.base.Data;
import java.util.List;
import java.util.Map;

/** One parsed expression. */
public interface Expression {

    String text();

    /** Every name path that it reads, as far as it is literal: {@code [inputs, version]}, {@code [steps, backup, file]}. */
    List<List<String>> reads();

    /** Evaluates on the roots given: {@code inputs -> {...}}. */
    Evaluation evaluate(Map<String, Data> roots);

    sealed interface Evaluation {
        record Value(Data data) implements Evaluation {}

        /** One sentence: {@code no such key: file}. */
        record Failure(String says) implements Evaluation {}
    }
}
