package dev.slipway.actions.check;

import dev.slipway.base.Data;
import dev.slipway.base.Phrase;
import dev.slipway.base.Span;
import dev.slipway.expression.Expression;
import dev.slipway.expression.Expression.Evaluation;
import dev.slipway.expression.Expressions;
import dev.slipway.expression.Parsed;
import dev.slipway.hands.HttpAnswer;
import dev.slipway.hands.HttpBody;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How an answer is judged and told. Bodies and headers are never shown: they may hold what nobody declared a secret. */
final class HttpWords {
    static final List<String> ROOTS = List.of("status", "headers", "body", "json");

    private static final int MOST_VALUES = 3;
    private static final int WIDEST_VALUE = 40;

    private HttpWords() {}

    static String statuses(List<Integer> wanted) {
        return wanted.stream().map(String::valueOf).collect(Collectors.joining(" or "));
    }

    /** Empty when the condition holds. */
    static Optional<String> unmet(String condition, URI uri, HttpAnswer.Answered answer, Map<String, Data> around) {
        if (answer.body() instanceof HttpBody.TooLarge) {
            return Optional.of("the answer of " + HttpAnswer.shown(uri) + " is larger than 1 MB");
        }
        Map<String, Data> roots = new LinkedHashMap<>(around);
        roots.putAll(answer.roots());
        Expression expression = expression(condition);
        boolean wantsJson =
                expression.reads().stream().anyMatch(path -> path.getFirst().equals("json"));
        if (wantsJson && !roots.containsKey("json")) {
            return Optional.of("the answer of " + HttpAnswer.shown(uri) + " is not JSON");
        }
        return switch (expression.evaluate(roots)) {
            case Evaluation.Value(Data.Bool(boolean holds)) when holds -> Optional.empty();
            case Evaluation.Value(Data.Bool _) ->
                Optional.of(condition + " does not hold at " + HttpAnswer.shown(uri) + values(expression, roots));
            case Evaluation.Value _ -> Optional.of(condition + " is neither true nor false");
            case Evaluation.Failure(String says) ->
                Optional.of(condition + " cannot be told at " + HttpAnswer.shown(uri) + ": " + says);
        };
    }

    private static Expression expression(String condition) {
        Phrase phrase = new Phrase(condition, Span.point("json", 1, 1));
        return switch (Expressions.condition(phrase, ROOTS)) {
            case Parsed.Sound(Expression expression) -> expression;
            case Parsed.Broken broken ->
                throw new IllegalArgumentException(
                        "'json': " + broken.problems().getFirst().says());
        };
    }

    /** What the answer says under the names that the condition reads: {@code : json.status is 'degraded'}. */
    private static String values(Expression expression, Map<String, Data> roots) {
        List<String> said = new ArrayList<>();
        for (List<String> path : expression.reads()) {
            boolean shown = path.getFirst().equals("json") || path.getFirst().equals("status");
            if (shown && said.size() < MOST_VALUES) {
                value(path, roots).ifPresent(value -> said.add(String.join(".", path) + " is " + value));
            }
        }
        return said.isEmpty() ? "" : ": " + String.join(", ", said);
    }

    private static Optional<String> value(List<String> path, Map<String, Data> roots) {
        Data here = new Data.Mapping(roots);
        for (String name : path) {
            Data next = here instanceof Data.Mapping(Map<String, Data> entries) ? entries.get(name) : null;
            if (next == null) {
                return Optional.empty();
            }
            here = next;
        }
        return switch (here) {
            case Data.Text(String text) when text.length() <= WIDEST_VALUE -> Optional.of("'" + text + "'");
            case Data.Num number -> Optional.of(number.plain());
            case Data.Bool truth -> Optional.of(truth.plain());
            case Data.Nothing _ -> Optional.of("null");
            case Data.Text _, Data.Listing _, Data.Mapping _ -> Optional.empty();
        };
    }
}
