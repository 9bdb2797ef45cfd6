package dev.slipway.expression;

import dev.slipway.base.Data;
import dev.slipway.base.Phrase;
import dev.slipway.base.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Evaluates a plain form; hands over to CEL when it meets values whose comparison is not obvious. */
record PlainExpression(String text, Plain plain) implements Expression {
    private static final Evaluation TRUE = new Evaluation.Value(Data.of(true));
    private static final Evaluation FALSE = new Evaluation.Value(Data.of(false));

    @Override
    public List<List<String>> reads() {
        Set<List<String>> found = new LinkedHashSet<>();
        collect(plain, found);
        return List.copyOf(found);
    }

    private static void collect(Plain plain, Set<List<String>> found) {
        switch (plain) {
            case Plain.Path path -> found.add(path.names());
            case Plain.Literal _ -> {}
            case Plain.Not not -> collect(not.operand(), found);
            case Plain.Equal(Plain left, Plain right) -> both(left, right, found);
            case Plain.Unequal(Plain left, Plain right) -> both(left, right, found);
            case Plain.And(Plain left, Plain right) -> both(left, right, found);
            case Plain.Or(Plain left, Plain right) -> both(left, right, found);
        }
    }

    private static void both(Plain left, Plain right, Set<List<String>> found) {
        collect(left, found);
        collect(right, found);
    }

    @Override
    public Evaluation evaluate(Map<String, Data> roots) {
        return of(plain, roots).orElseGet(() -> byCel(roots));
    }

    private Evaluation byCel(Map<String, Data> roots) {
        List<String> names = new ArrayList<>(Expressions.ROOTS);
        names.addAll(Expressions.MORE_ROOTS);
        Phrase phrase = new Phrase(text, Span.point("", 1, 1));
        return switch (Cel.read(phrase, names, Expressions.Wanted.ANYTHING)) {
            case Parsed.Sound(Expression expression) -> expression.evaluate(roots);
            case Parsed.Broken(List<?> problems) ->
                throw new IllegalStateException("plain, yet refused by CEL: " + text + ": " + problems);
        };
    }

    /** Empty when CEL must say. */
    private static Optional<Evaluation> of(Plain plain, Map<String, Data> roots) {
        return switch (plain) {
            case Plain.Path(List<String> names) -> Optional.of(Paths.find(names, roots));
            case Plain.Literal(Data data) -> value(data);
            case Plain.Not(Plain operand) -> of(operand, roots).map(PlainExpression::negated);
            case Plain.Equal(Plain left, Plain right) -> both(left, right, roots, PlainExpression::equal);
            case Plain.Unequal(Plain left, Plain right) ->
                both(left, right, roots, PlainExpression::equal).map(PlainExpression::negated);
            case Plain.And(Plain left, Plain right) -> both(left, right, roots, (l, r) -> connect(FALSE, l, r));
            case Plain.Or(Plain left, Plain right) -> both(left, right, roots, (l, r) -> connect(TRUE, l, r));
        };
    }

    private static Optional<Evaluation> both(
            Plain left,
            Plain right,
            Map<String, Data> roots,
            BiFunction<Evaluation, Evaluation, Optional<Evaluation>> join) {
        return of(left, roots).flatMap(l -> of(right, roots).flatMap(r -> join.apply(l, r)));
    }

    private static Evaluation negated(Evaluation evaluation) {
        return switch (evaluation) {
            case Evaluation.Value(Data.Bool(boolean truth)) -> new Evaluation.Value(Data.of(!truth));
            case Evaluation.Value _ -> new Evaluation.Failure(Words.wantsTruth("!"));
            case Evaluation.Failure failure -> failure;
        };
    }

    private static Optional<Evaluation> equal(Evaluation left, Evaluation right) {
        if (!(left instanceof Evaluation.Value(Data a))) {
            return Optional.of(left);
        }
        if (!(right instanceof Evaluation.Value(Data b))) {
            return Optional.of(right);
        }
        if (sameKindOfScalar(a, b)) {
            return value(Data.of(a.equals(b)));
        }
        return a.getClass() == b.getClass() ? Optional.empty() : value(Data.of(false));
    }

    private static boolean sameKindOfScalar(Data a, Data b) {
        return switch (a) {
            case Data.Text _ -> b instanceof Data.Text;
            case Data.Bool _ -> b instanceof Data.Bool;
            case Data.Nothing _ -> b instanceof Data.Nothing;
            case Data.Num x -> b instanceof Data.Num y && isSmallInteger(x) && isSmallInteger(y);
            case Data.Listing _, Data.Mapping _ -> false;
        };
    }

    private static boolean isSmallInteger(Data.Num num) {
        return num.value().scale() == 0 && num.value().precision() <= 18;
    }

    /** One side alone decides when it is {@code decisive}, whatever the other is; else a failure is passed on, the left one first. */
    private static Optional<Evaluation> connect(Evaluation decisive, Evaluation left, Evaluation right) {
        if (left.equals(decisive) || right.equals(decisive)) {
            return Optional.of(decisive);
        }
        return Optional.of(truthOf(left) instanceof Evaluation.Failure failure ? failure : truthOf(right));
    }

    private static Evaluation truthOf(Evaluation evaluation) {
        return evaluation instanceof Evaluation.Value(Data data) && !(data instanceof Data.Bool)
                ? new Evaluation.Failure(Words.NOT_A_TRUTH)
                : evaluation;
    }

    private static Optional<Evaluation> value(Data data) {
        return Optional.of(new Evaluation.Value(data));
    }
}
