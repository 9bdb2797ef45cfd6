package dev.slipway.run;

import dev.slipway.plan.Conditions;
import dev.slipway.plan.PlannedStep;
import dev.slipway.plan.PlannedStep.Guard;
import dev.slipway.run.Event.Answer;

/** Whether a step's turn, when it comes, is taken. */
sealed interface Guards {

    record Open() implements Guards {}

    record Shut(String because) implements Guards {}

    /** One sentence without a full stop. */
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
        return switch (Conditions.of(guard, run.roots())) {
            case Conditions.Truth.Holds _ -> new Open();
            case Conditions.Truth.Fails _ -> new Shut("not: " + guard.expression());
            case Conditions.Truth.Unknown(String says) -> new Undecided(says);
        };
    }
}
