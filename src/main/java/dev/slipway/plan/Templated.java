package dev.slipway.plan;

import dev.slipway.base.Data;
import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.base.Span;
import dev.slipway.expression.Expression;
import dev.slipway.expression.Expressions;
import dev.slipway.expression.Parsed;
import dev.slipway.runbook.Template;
import dev.slipway.runbook.Template.Piece;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Data whose texts may hold <code>${…}</code>, and <code>$${</code> for a literal <code>${</code>. In a plan all
 * parameters of typed steps are kept so, and are resolved when their step begins. A text that is one expression alone becomes the expression's value.
 */
public final class Templated {
    private static final Span NOWHERE = Span.point("", 1, 1);

    private Templated() {}

    public sealed interface Resolution {
        record Resolved(Data.Mapping data) implements Resolution {}

        /** One sentence without a full stop. */
        record Unresolved(String says) implements Resolution {}
    }

    /** @param roots {@code inputs environment env steps last previous} as they stand now */
    public static Resolution resolve(Data.Mapping templates, Map<String, Data> roots) {
        try {
            Data data = map(templates, template -> value(template, roots));
            return new Resolution.Resolved((Data.Mapping) data);
        } catch (Unresolvable e) {
            return new Resolution.Unresolved(e.says);
        }
    }

    /** As people read it: <code>$${</code> is <code>${</code>. */
    static Data shown(Data templates) {
        return map(templates, template -> Data.of(text(template)));
    }

    /** A text that means itself. */
    static String literal(String text) {
        return text.replace("${", "$${");
    }

    private static Data map(Data data, Function<Template, Data> each) {
        return switch (data) {
            case Data.Text(String text) -> text.contains("${") ? each.apply(template(text)) : data;
            case Data.Listing(List<Data> items) ->
                new Data.Listing(items.stream().map(item -> map(item, each)).toList());
            case Data.Mapping(Map<String, Data> entries) -> {
                Map<String, Data> all = new LinkedHashMap<>();
                entries.forEach((key, value) -> all.put(key, map(value, each)));
                yield new Data.Mapping(all);
            }
            case Data.Bool _, Data.Num _, Data.Nothing _ -> data;
        };
    }

    private static Template template(String text) {
        List<Problem> problems = new ArrayList<>();
        Template template = Template.of(new Phrase(text, NOWHERE), problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "a plan keeps sound templates only: " + problems.getFirst().says());
        }
        return template;
    }

    private static String text(Template template) {
        StringBuilder out = new StringBuilder();
        for (Piece piece : template.pieces()) {
            switch (piece) {
                case Piece.Literal(String text) -> out.append(text);
                case Piece.Expression(Phrase source) ->
                    out.append("${").append(source.text()).append('}');
            }
        }
        return out.toString();
    }

    private static Data value(Template template, Map<String, Data> roots) {
        List<Data> values = new ArrayList<>();
        for (Piece piece : template.pieces()) {
            values.add(
                    switch (piece) {
                        case Piece.Literal(String text) -> Data.of(text);
                        case Piece.Expression(Phrase source) -> value(source, roots);
                    });
        }
        return joined(values);
    }

    /** One value stays what it is; several become a text. */
    static Data joined(List<Data> values) {
        if (values.size() == 1) {
            return values.getFirst();
        }
        StringBuilder out = new StringBuilder();
        values.forEach(value -> out.append(value.plain()));
        return Data.of(out.toString());
    }

    private static Data value(Phrase source, Map<String, Data> roots) {
        return switch (Expressions.parse(source)) {
            case Parsed.Sound(Expression expression) ->
                switch (expression.evaluate(roots)) {
                    case Expression.Evaluation.Value(Data data) -> data;
                    case Expression.Evaluation.Failure(String says) ->
                        throw new Unresolvable("'${" + source.text() + "}' has no value: " + says);
                };
            case Parsed.Broken _ ->
                throw new IllegalArgumentException("a plan keeps sound expressions only: " + source.text());
        };
    }

    /** Leaves the walk through the data; never leaves this class. */
    private static final class Unresolvable extends RuntimeException {
        private final String says;

        Unresolvable(String says) {
            super(says, null, false, false);
            this.says = says;
        }
    }
}
