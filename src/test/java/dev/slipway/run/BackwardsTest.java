package dev.slipway.run;

import static dev.slipway.run.Plans.ANNA;
import static dev.slipway.run.Plans.NOON;
import static dev.slipway.run.Plans.id;
import static dev.slipway.run.Plans.plan;
import static dev.slipway.run.Plans.run;
import static dev.slipway.run.Plans.typed;
import static dev.slipway.run.Plans.undoable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedStep.Holding;
import dev.slipway.run.Event.Ending;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackwardsTest {
    private static final Plan.OnFailure UNDO = new Plan.OnFailure.Undo();
    private static final Event STARTED = new Event.StepStarted(NOON, id("a"), 1);
    private static final Event SUCCEEDED = new Event.StepSucceeded(NOON, id("a"), 1, "", Map.of());

    private static List<Order> next(Plan plan, Event... events) {
        return Conductor.next(run(plan, events), NOON, Set.of());
    }

    @Test
    void an_undo_that_was_interrupted_and_may_be_done_again_is_done_again() {
        Event[] events = {
            STARTED,
            SUCCEEDED,
            new Event.UndoBegan(NOON, Optional.empty(), "b failed"),
            new Event.UndoStarted(NOON, id("a"), 1),
            new Event.UndoDoubted(NOON, id("a"), 1, "Slipway ended")
        };

        assertThat(next(plan(UNDO, typed("a", Holding.NONE)), events))
                .containsExactly(new Order.BeginUndo(new Event.UndoStarted(NOON, id("a"), 2)));
        assertThat(next(plan(UNDO, undoable("a")), events)).isEmpty();
    }

    @Test
    void a_step_for_which_people_wait_is_undone_when_an_abort_finds_it_half_done() {
        Plan plan = plan(UNDO, typed("a", new Holding(false, true, Optional.empty())));
        Event abort = new Event.AbortRequested(NOON, ANNA, "enough");
        Event lost = new Event.StepDoubted(NOON, id("a"), 1, "Slipway ended");

        assertThat(next(plan, STARTED, lost, abort))
                .containsExactly(new Order.BeginUndo(new Event.UndoStarted(NOON, id("a"), 1)));
        assertThat(next(plan, STARTED, SUCCEEDED, abort))
                .containsExactly(new Order.Write(new Event.RunEnded(NOON, Ending.ABORTED, "aborted by anna: enough")));
    }
}
