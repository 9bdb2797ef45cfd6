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

/** Evaluates a plain form; hands over to CEL when it meets values whose comparison is not obvious. */
record PlainExpression(String text, Plain plain) implements Expression {

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
            case Plain.Equal(Plain left, Plain right) -> equal(of(left, roots), of(right, roots));
            case Plain.Unequal(Plain left, Plain right) ->
                equal(of(left, roots), of(right, roots)).map(PlainExpression::negated);
            case Plain.And(Plain left, Plain right) -> connect(false, of(left, roots), of(right, roots));
            case Plain.Or(Plain left, Plain right) -> connect(true, of(left, roots), of(right, roots));
        };
    }

    private static Evaluation negated(Evaluation evaluation) {
        return switch (evaluation) {
            case Evaluation.Value(Data.Bool(boolean truth)) -> new Evaluation.Value(Data.of(!truth));
            case Evaluation.Value _ -> new Evaluation.Failure(Words.wantsTruth("!"));
            case Evaluation.Failure failure -> failure;
        };
    }

    private static Optional<Evaluation> equal(Optional<Evaluation> left, Optional<Evaluation> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        if (!(left.get() instanceof Evaluation.Value(Data a))) {
            return left;
        }
        if (!(right.get() instanceof Evaluation.Value(Data b))) {
            return right;
        }
        return sameKindOfScalar(a, b)
                ? value(Data.of(a.equals(b)))
                : a.getClass() == b.getClass() ? Optional.empty() : value(Data.of(false));
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
    private static Optional<Evaluation> connect(
            boolean decisive, Optional<Evaluation> left, Optional<Evaluation> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        Evaluation decided = new Evaluation.Value(Data.of(decisive));
        if (left.get().equals(decided) || right.get().equals(decided)) {
            return Optional.of(decided);
        }
        return Optional.of(truthOf(left.get()) instanceof Evaluation.Failure failure ? failure : truthOf(right.get()));
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
