package dev.slipway.run;

import dev.slipway.base.Data;
import dev.slipway.base.Phrase;
import dev.slipway.base.Span;
import dev.slipway.expression.Expression.Evaluation;
import dev.slipway.expression.Expressions;
import dev.slipway.expression.Parsed;
import dev.slipway.plan.PlannedStep;
import dev.slipway.plan.PlannedStep.Guard;
import dev.slipway.run.Event.Answer;

/** Whether a step's turn, when it comes, is taken. */
sealed interface Guards {

    record Open() implements Guards {}

    record Shut(String because) implements Guards {}

    record Undecided(String says) implements Guards {}

    static Guards of(Run run, PlannedStep step) {
        for (Guard guard : step.guards()) {
            Guards decided = of(run, guard);
            if (!(decided instanceof Open)) {
                return decided;
            }
        }
        return new Open();
    }

    private static Guards of(Run run, Guard guard) {
        return switch (guard) {
            case Guard.Answered a -> answered(run.progress(a.question()).forward());
            case Guard.Given g -> given(run, g);
        };
    }

    private static Guards answered(Progress question) {
        boolean yes = question instanceof Progress.Done done
                && !done.answers().isEmpty()
                && done.answers().getLast().answer() == Answer.YES;
        return yes ? new Open() : new Shut("answered no");
    }

    private static Guards given(Run run, Guard.Given guard) {
        return switch (Expressions.condition(new Phrase(guard.expression(), Span.point(guard.at(), 1, 1)))) {
            case Parsed.Sound sound -> decided(guard, sound.expression().evaluate(run.roots()));
            case Parsed.Broken broken ->
                new Undecided(broken.problems().getFirst().says());
        };
    }

    private static Guards decided(Guard.Given guard, Evaluation evaluation) {
        return switch (evaluation) {
            case Evaluation.Value(Data.Bool(boolean holds)) ->
                holds ? new Open() : new Shut("not: " + guard.expression());
            case Evaluation.Value v ->
                new Undecided(guard.expression() + " is neither true nor false but "
                        + v.data().json());
            case Evaluation.Failure f -> new Undecided(guard.expression() + ": " + f.says());
        };
    }
}
