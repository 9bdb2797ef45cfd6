package dev.slipway.run;

import static dev.slipway.run.Plans.ANNA;
import static dev.slipway.run.Plans.NOON;
import static dev.slipway.run.Plans.gate;
import static dev.slipway.run.Plans.guarded;
import static dev.slipway.run.Plans.id;
import static dev.slipway.run.Plans.plan;
import static dev.slipway.run.Plans.probed;
import static dev.slipway.run.Plans.run;
import static dev.slipway.run.Plans.shell;
import static dev.slipway.run.Plans.step;
import static dev.slipway.run.Plans.undoable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.StepId;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedStep.Guard;
import dev.slipway.plan.PlannedStep.Policy;
import dev.slipway.plan.PlannedStep.Rules;
import dev.slipway.plan.PlannedStep.Undo;
import dev.slipway.run.Event.Ending;
import dev.slipway.run.Event.Stop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConductorTest {
    private static final Plan.OnFailure UNDO = new Plan.OnFailure.Undo();
    private static final Rules PLAIN = new Rules(Optional.empty(), 1, false, Optional.empty(), Optional.empty());

    private static Event started(String step, int attempt) {
        return new Event.StepStarted(NOON, id(step), attempt);
    }

    private static Event succeeded(String step) {
        return new Event.StepSucceeded(NOON, id(step), 1, "", Map.of());
    }

    private static Event failed(String step, int attempt) {
        return new Event.StepFailed(NOON, id(step), attempt, "exit status 1");
    }

    private static Event taken(boolean attended) {
        return new Event.RunTaken(NOON, ANNA, "host", 1, attended);
    }

    private static List<Order> next(Run run) {
        return next(run, NOON);
    }

    private static List<Order> next(Run run, Instant now, StepId... inHand) {
        return Conductor.next(run, now, Set.of(inHand));
    }

    private static List<Order> write(Event event) {
        return List.of(new Order.Write(event));
    }

    @Test
    void the_first_step_begins_with_its_intent() {
        assertThat(next(run(plan(UNDO, shell("a"), shell("b")))))
                .containsExactly(new Order.Begin(new Event.StepStarted(NOON, id("a"), 1)));
    }

    @Test
    void the_next_step_begins_when_the_one_before_has_succeeded() {
        assertThat(next(run(plan(UNDO, shell("a"), shell("b")), started("a", 1), succeeded("a"))))
                .containsExactly(new Order.Begin(new Event.StepStarted(NOON, id("b"), 1)));
    }

    @Test
    void a_run_whose_steps_have_succeeded_ends() {
        assertThat(next(run(plan(UNDO, shell("a")), started("a", 1), succeeded("a"))))
                .isEqualTo(write(new Event.RunEnded(NOON, Ending.SUCCEEDED, "")));
    }

    @Test
    void a_step_that_was_begun_and_is_in_nobodys_hands_is_found_and_never_simply_run() {
        assertThat(next(run(plan(UNDO, shell("a")), started("a", 1))))
                .containsExactly(new Order.Find(id("a"), 1, Order.Direction.FORWARD));
    }

    @Test
    void a_step_that_never_began_is_begun_under_a_new_number() {
        assertThat(next(run(plan(UNDO, shell("a")), started("a", 1), new Event.StepNotBegun(NOON, id("a"), 1))))
                .containsExactly(new Order.Begin(new Event.StepStarted(NOON, id("a"), 2)));
    }

    @Test
    void a_step_in_doubt_without_probe_waits_for_a_person() {
        assertThat(next(run(plan(UNDO, shell("a")), started("a", 1), new Event.StepDoubted(NOON, id("a"), 1, "gone"))))
                .isEmpty();
    }

    @Test
    void a_step_in_doubt_is_probed_once() {
        Run doubted = run(plan(UNDO, probed("a")), started("a", 1), new Event.StepDoubted(NOON, id("a"), 1, "gone"));
        assertThat(next(doubted)).containsExactly(new Order.Look(id("a"), 1));
        assertThat(next(doubted, NOON, id("a"))).as("while somebody looks").isEmpty();
        assertThat(next(doubted.after(new Event.StepSighted(NOON, id("a"), 1, new Sighting.Unknown("fog")))))
                .isEmpty();
    }

    @Test
    void a_repeatable_step_in_doubt_is_begun_again() {
        Policy again = new Policy(Optional.empty(), true, 0, false, false);
        Run doubted = run(
                plan(UNDO, step("a", Plan.Stage.RUN, new Undo.None(), again)),
                started("a", 1),
                new Event.StepDoubted(NOON, id("a"), 1, "gone"));
        assertThat(next(doubted)).containsExactly(new Order.Begin(new Event.StepStarted(NOON, id("a"), 2)));
    }

    @Test
    void retries_wait_twice_as_long_each_time() {
        Policy thrice = new Policy(Optional.empty(), true, 3, false, false);
        Run twice = run(
                plan(UNDO, step("a", Plan.Stage.RUN, new Undo.None(), thrice)),
                started("a", 1),
                failed("a", 1),
                started("a", 2),
                failed("a", 2));
        assertThat(next(twice)).containsExactly(new Order.WakeAt(NOON.plusSeconds(2)));
        assertThat(next(twice, NOON.plusSeconds(2)))
                .containsExactly(new Order.Begin(new Event.StepStarted(NOON.plusSeconds(2), id("a"), 3)));
    }

    @Test
    void a_clock_that_was_set_back_does_not_add_to_the_wait() {
        Policy once = new Policy(Optional.empty(), true, 1, false, false);
        Run failed = run(plan(UNDO, step("a", Plan.Stage.RUN, new Undo.None(), once)), started("a", 1), failed("a", 1));
        Instant before = NOON.minus(Duration.ofHours(1));
        assertThat(next(failed, before)).containsExactly(new Order.Begin(new Event.StepStarted(before, id("a"), 2)));
    }

    @Test
    void a_deadline_ends_a_step_by_term_and_then_by_kill() {
        Policy timed = new Policy(Optional.of(Duration.ofSeconds(30)), false, 0, false, false);
        Run underway = run(plan(UNDO, step("a", Plan.Stage.RUN, new Undo.None(), timed)), started("a", 1));
        assertThat(next(underway, NOON, id("a"))).containsExactly(new Order.WakeAt(NOON.plusSeconds(30)));
        Event.StepStopping term =
                new Event.StepStopping(NOON.plusSeconds(30), id("a"), Stop.TERM, "timed out after 30 s");
        assertThat(next(underway, NOON.plusSeconds(30), id("a"))).containsExactly(new Order.Halt(term));
        assertThat(next(underway.after(term), NOON.plusSeconds(40), id("a")))
                .containsExactly(new Order.Halt(
                        new Event.StepStopping(NOON.plusSeconds(40), id("a"), Stop.KILL, "timed out after 30 s")));
    }

    @Test
    void a_step_without_a_deadline_is_never_killed_but_said_to_be_overdue() {
        Run underway = run(plan(UNDO, shell("a")), started("a", 1));
        Instant later = NOON.plus(Duration.ofMinutes(10));
        assertThat(next(underway, later, id("a"))).isEqualTo(write(new Event.StepOverdue(later, id("a"))));
        assertThat(next(underway.after(new Event.StepOverdue(later, id("a"))), later.plusSeconds(9999), id("a")))
                .isEmpty();
    }

    @Test
    void an_undo_that_takes_long_is_said_to_be_overdue_once_and_goes_on() {
        Run undoing = run(
                plan(UNDO, undoable("a")),
                started("a", 1),
                failed("a", 1),
                new Event.UndoBegan(NOON, Optional.empty(), "a: exit status 1"),
                new Event.UndoStarted(NOON, id("a"), 1));
        Instant later = NOON.plus(Duration.ofMinutes(10));
        assertThat(next(undoing, NOON, id("a"))).containsExactly(new Order.WakeAt(later));
        assertThat(next(undoing, later, id("a"))).isEqualTo(write(new Event.StepOverdue(later, id("a"))));
        assertThat(next(undoing.after(new Event.StepOverdue(later, id("a"))), later.plusSeconds(9999), id("a")))
                .isEmpty();
    }

    @Test
    void a_failure_is_decided_by_a_person_for_five_minutes_where_there_is_one() {
        Run stuck = run(plan(UNDO, shell("a")), taken(true), started("a", 1), failed("a", 1));
        assertThat(next(stuck)).containsExactly(new Order.WakeAt(NOON.plus(Duration.ofMinutes(5))));
        assertThat(next(stuck, NOON.plus(Duration.ofMinutes(5))).getFirst()).isInstanceOf(Order.Write.class);
    }

    @Test
    void undo_goes_backwards_from_the_failed_step() {
        Run back = run(
                plan(UNDO, undoable("a"), undoable("b")),
                started("a", 1),
                succeeded("a"),
                started("b", 1),
                failed("b", 1),
                new Event.UndoBegan(NOON, Optional.empty(), "b failed"));
        assertThat(next(back)).containsExactly(new Order.BeginUndo(new Event.UndoStarted(NOON, id("b"), 1)));
        Run half = back.after(new Event.UndoStarted(NOON, id("b"), 1))
                .after(new Event.UndoSucceeded(NOON, id("b"), 1, ""));
        assertThat(next(half)).containsExactly(new Order.BeginUndo(new Event.UndoStarted(NOON, id("a"), 1)));
    }

    @Test
    void what_has_no_undo_is_left_as_is_and_said_so() {
        Run back = run(
                plan(UNDO, shell("a")),
                started("a", 1),
                failed("a", 1),
                new Event.UndoBegan(NOON, Optional.empty(), "a failed"));
        assertThat(next(back))
                .isEqualTo(write(new Event.StepLeftAsIs(NOON, id("a"), "nothing says how to take it back")));
    }

    @Test
    void an_undo_that_fails_stops_everything() {
        Run broken = run(
                plan(UNDO, undoable("a"), undoable("b")),
                started("a", 1),
                succeeded("a"),
                started("b", 1),
                failed("b", 1),
                new Event.UndoBegan(NOON, Optional.empty(), "b failed"),
                new Event.UndoStarted(NOON, id("b"), 1),
                new Event.UndoFailed(NOON, id("b"), 1, "exit status 2"));
        assertThat(next(broken)).isEmpty();
    }

    @Test
    void past_a_point_of_no_return_a_failure_pauses() {
        Policy point = new Policy(Optional.empty(), false, 0, false, true);
        Run past = run(
                plan(UNDO, step("a", Plan.Stage.RUN, new Undo.None(), point), undoable("b")),
                started("a", 1),
                succeeded("a"),
                started("b", 1),
                failed("b", 1));
        assertThat(next(past))
                .isEqualTo(write(new Event.RunPaused(NOON, "b: exit status 1; past the point of no return a")));
    }

    @Test
    void a_failure_before_the_run_undoes_whatever_the_failure_policy() {
        Run before = run(
                plan(new Plan.OnFailure.Pause(), step("a", Plan.Stage.BEFORE, new Undo.None(), Policy.PLAIN)),
                started("a", 1),
                failed("a", 1));
        assertThat(next(before)).isEqualTo(write(new Event.UndoBegan(NOON, Optional.empty(), "a: exit status 1")));
    }

    @Test
    void a_failure_after_the_run_is_accepted_and_the_run_has_succeeded() {
        Run after = run(
                plan(UNDO, shell("a"), step("b", Plan.Stage.AFTER, new Undo.None(), Policy.PLAIN)),
                started("a", 1),
                succeeded("a"),
                started("b", 1),
                failed("b", 1));
        assertThat(next(after)).isEqualTo(write(new Event.FailureAccepted(NOON, id("b"))));
        assertThat(next(after.after(new Event.FailureAccepted(NOON, id("b")))))
                .isEqualTo(write(new Event.RunEnded(NOON, Ending.SUCCEEDED, "b failed")));
    }

    @Test
    void go_on_reaches_the_end_and_has_failed() {
        Run on = run(
                plan(new Plan.OnFailure.GoOn(), shell("a")),
                started("a", 1),
                failed("a", 1),
                new Event.FailureAccepted(NOON, id("a")));
        assertThat(next(on)).isEqualTo(write(new Event.RunEnded(NOON, Ending.FAILED, "a failed")));
    }

    @Test
    void a_guard_that_does_not_hold_skips_its_step() {
        Plan plan = plan(UNDO, guarded("a", new Guard.Given("inputs.version == 'v2'", "runbook.md:3:1")));
        assertThat(next(run(plan)))
                .isEqualTo(write(new Event.StepSkipped(NOON, id("a"), "not: inputs.version == 'v2'")));
    }

    @Test
    void a_guard_that_cannot_be_decided_fails_its_step_and_says_why() {
        Plan plan = plan(UNDO, guarded("a", new Guard.Given("steps.size.free > 5", "runbook.md:3:1")));
        assertThat(next(run(plan)))
                .isEqualTo(write(new Event.StepFailed(
                        NOON,
                        id("a"),
                        0,
                        "the condition 'steps.size.free > 5' cannot be decided: there is no steps.size")));
    }

    @Test
    void gates_with_no_step_between_are_open_together() {
        Plan plan = plan(UNDO, gate("g", PLAIN, "q"), gate("h", PLAIN, "q"), shell("a"), gate("i", PLAIN, "q"));
        Run first = run(plan, new Event.GateOpened(NOON, id("g")));
        assertThat(next(first)).isEqualTo(write(new Event.GateOpened(NOON, id("h"))));
        assertThat(next(first.after(new Event.GateOpened(NOON, id("h"))))).isEmpty();
    }

    @Test
    void a_gate_passes_when_enough_people_have_signed() {
        Rules two = new Rules(Optional.empty(), 2, false, Optional.empty(), Optional.empty());
        Run open = run(plan(UNDO, gate("g", two, "q")), new Event.GateOpened(NOON, id("g")));
        Run once = open.after(answer("g", Event.Answer.YES, "anna")).after(answer("g", Event.Answer.YES, "anna"));
        assertThat(next(once)).isEmpty();
        assertThat(next(once.after(answer("g", Event.Answer.YES, "bert"))))
                .isEqualTo(write(new Event.StepSucceeded(NOON, id("g"), 0, "1 of 1 signed", Map.of())));
    }

    @Test
    void a_no_fails_the_gate() {
        Run open = run(
                plan(UNDO, gate("g", PLAIN, "q")),
                new Event.GateOpened(NOON, id("g")),
                answer("g", Event.Answer.NO, "anna"));
        assertThat(next(open)).isEqualTo(write(new Event.StepFailed(NOON, id("g"), 0, "anna said no to q: note")));
    }

    @Test
    void a_gate_that_is_not_signed_in_time_fails() {
        Rules timed = new Rules(Optional.empty(), 1, false, Optional.empty(), Optional.of(Duration.ofHours(2)));
        Run open = run(plan(UNDO, gate("g", timed, "q")), new Event.GateOpened(NOON, id("g")));
        Instant late = NOON.plus(Duration.ofHours(2));
        assertThat(next(open)).containsExactly(new Order.WakeAt(late));
        assertThat(next(open, late)).isEqualTo(write(new Event.StepFailed(late, id("g"), 0, "not signed in time")));
    }

    @Test
    void a_pause_waits_for_the_step_under_way() {
        Run asked = run(
                plan(UNDO, shell("a"), shell("b")),
                started("a", 1),
                new Event.PauseRequested(NOON, ANNA, Event.Pace.AFTER_THE_STEP));
        assertThat(next(asked, NOON, id("a"))).containsExactly(new Order.WakeAt(NOON.plus(Duration.ofMinutes(10))));
        assertThat(next(asked.after(succeeded("a")))).isEqualTo(write(new Event.RunPaused(NOON, "asked for by anna")));
    }

    @Test
    void a_pause_at_once_stops_the_step_under_way() {
        Run asked =
                run(plan(UNDO, shell("a")), started("a", 1), new Event.PauseRequested(NOON, ANNA, Event.Pace.AT_ONCE));
        assertThat(next(asked, NOON, id("a")))
                .containsExactly(new Order.Halt(new Event.StepStopping(NOON, id("a"), Stop.TERM, "stopped by anna")));
    }

    @Test
    void an_aborted_run_stops_what_is_under_way_and_undoes_nothing() {
        Run aborted = run(plan(UNDO, undoable("a")), started("a", 1), new Event.AbortRequested(NOON, ANNA, "enough"));
        assertThat(next(aborted, NOON, id("a")).getFirst()).isInstanceOf(Order.Halt.class);
        assertThat(next(aborted.after(failed("a", 1))))
                .isEqualTo(write(new Event.RunEnded(NOON, Ending.ABORTED, "aborted by anna: enough")));
    }

    @Test
    void an_event_that_cannot_have_happened_names_both() {
        Run run = run(plan(UNDO, shell("a")), started("a", 1), succeeded("a"));
        assertThatThrownBy(() -> run.after(started("a", 2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("run r00000: StepStarted[")
                .hasMessageEndingWith("cannot happen: the step is not in a state for that");
    }

    private static Event answer(String step, Event.Answer answer, String by) {
        return new Event.QuestionAnswered(NOON, id(step), "q", answer, new dev.slipway.base.Operator(by), "note");
    }
}
