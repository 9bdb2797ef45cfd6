package dev.slipway.operations;

import dev.slipway.base.Operator;
import dev.slipway.run.Event.Answer;
import dev.slipway.run.Event.Pace;

/** What an operator asks of a run. */
public sealed interface Request {

    Operator by();

    /**
     * Yes, no or waived to one item of an open gate ({@code section/item}), or to a whole gate ({@code section@digest}).
     * {@code note} is the evidence, or the reason of a no or a waiver.
     */
    record Sign(Operator by, String item, Answer answer, String note) implements Request {}

    /** Yes or no to an {@code if=ask} question, named by its section or its step. */
    record Reply(Operator by, String question, Answer answer) implements Request {}

    record Tell(Operator by, String input, String value) implements Request {}

    record Pause(Operator by, Pace pace) implements Request {}

    record Resume(Operator by) implements Request {}

    /** An empty {@code step} is the one at which the run stands. */
    record Retry(Operator by, String step) implements Request {}

    record Skip(Operator by, String step, String because) implements Request {}

    record RollBack(Operator by, String because) implements Request {}

    record Abort(Operator by, String because) implements Request {}
}
