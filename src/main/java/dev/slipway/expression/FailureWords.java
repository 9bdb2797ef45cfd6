package dev.slipway.expression;

import dev.cel.runtime.CelEvaluationException;
import dev.slipway.base.Data;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why CEL could not evaluate, in our words and without values. The kind of failure is CEL's code; position, operator and index
 * stand only in its sentence, and are read from it here.
 */
final class FailureWords {
    private static final Pattern POSITION = Pattern.compile("at <input>:(\\d+)");
    private static final Pattern FUNCTION = Pattern.compile("overload for function '([^']*)'");
    private static final Pattern INDEX = Pattern.compile("out of bounds: (-?\\d+)");
    private static final Pattern NO_TRUTH = Pattern.compile("xpected boolean value");
    private static final Pattern BAD_PATTERN = Pattern.compile("error parsing regexp: (.*?)(: `|$)");
    private static final Pattern CALLED = Pattern.compile("([A-Za-z_][A-Za-z0-9_.]*)\\s*$");

    private FailureWords() {}

    static String of(CelEvaluationException failure, CelExpression expression, Map<String, Data> roots) {
        String says = String.valueOf(failure.getMessage());
        int position = find(POSITION, says).map(Integer::parseInt).orElse(0);
        return switch (failure.getErrorCode()) {
            case ATTRIBUTE_NOT_FOUND -> absent(expression, position, roots);
            case INDEX_OUT_OF_BOUNDS ->
                "the list has no item " + find(INDEX, says).orElse("there");
            case DIVIDE_BY_ZERO -> "a number is divided by zero";
            case NUMERIC_OVERFLOW -> "a number is too large";
            case DUPLICATE_ATTRIBUTE -> "a mapping has one key twice";
            case OVERLOAD_NOT_FOUND, AMBIGUOUS_OVERLOAD ->
                misfit(find(FUNCTION, says).orElse("a function"), expression, roots);
            case ITERATION_BUDGET_EXCEEDED -> "it goes through more than 10,000 items";
            case BAD_FORMAT -> unreadable(expression.text(), position);
            case INVALID_ARGUMENT, INTERNAL_ERROR, TYPE_NOT_FOUND -> other(says);
        };
    }

    private static String absent(CelExpression expression, int position, Map<String, Data> roots) {
        Optional<List<String>> path = expression.survey().pathAt(position);
        // CEL resolves a whole path at once: the data say at which name it broke off.
        return path.map(names -> Paths.find(names, roots) instanceof Expression.Evaluation.Failure(String says)
                        ? says
                        : Words.absent(names))
                .orElse("a key that it looks up is not there");
    }

    private static String misfit(String function, CelExpression expression, Map<String, Data> roots) {
        String sign = function.replace("_", "");
        return switch (function) {
            // CEL gives '!' what was already a failure below it: the missing name is the true reason.
            case "!_" -> firstAbsent(expression, roots).orElse(Words.wantsTruth("!"));
            case "_+_", "-_", "_-_", "_*_", "_/_", "_%_" ->
                "'" + sign + "' does not take these values (double() makes a decimal number of a whole one)";
            case "_<_", "_<=_", "_>_", "_>=_" -> "'" + sign + "' does not compare these values";
            case "_[_]" -> "[…] does not look up in this value";
            case "@in" -> "'in' does not look into this value";
            default -> function + "() does not take these values";
        };
    }

    private static Optional<String> firstAbsent(CelExpression expression, Map<String, Data> roots) {
        return expression.reads().stream()
                .map(path -> Paths.find(path, roots))
                .filter(Expression.Evaluation.Failure.class::isInstance)
                .map(failure -> ((Expression.Evaluation.Failure) failure).says())
                .findFirst();
    }

    private static String unreadable(String text, int position) {
        String before = text.substring(
                0, text.offsetByCodePoints(0, Math.min(position, text.codePointCount(0, text.length()))));
        return find(CALLED, before)
                .map(name -> name + "() cannot read the text that it is given")
                .orElse("a text cannot be read as a value");
    }

    private static String other(String says) {
        if (NO_TRUTH.matcher(says).find()) {
            return Words.NOT_A_TRUTH;
        }
        return find(BAD_PATTERN, says)
                .map(why -> "the pattern of matches() is wrong: " + why)
                .orElse("it cannot be evaluated with these values");
    }

    private static Optional<String> find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
