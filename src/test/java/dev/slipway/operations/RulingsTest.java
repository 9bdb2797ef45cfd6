package dev.slipway.operations;

import static dev.slipway.run.Plans.ANNA;
import static dev.slipway.run.Plans.NOON;
import static dev.slipway.run.Plans.again;
import static dev.slipway.run.Plans.gate;
import static dev.slipway.run.Plans.id;
import static dev.slipway.run.Plans.plan;
import static dev.slipway.run.Plans.run;
import static dev.slipway.run.Plans.shell;
import static dev.slipway.run.Plans.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Operator;
import dev.slipway.operations.Ruling.Granted;
import dev.slipway.operations.Ruling.Refused;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedStep;
import dev.slipway.plan.PlannedStep.Policy;
import dev.slipway.plan.PlannedStep.Rules;
import dev.slipway.plan.PlannedStep.Undo;
import dev.slipway.run.Event;
import dev.slipway.run.Event.Answer;
import dev.slipway.run.Run;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RulingsTest {
    private static final Operator DORA = new Operator("dora");
    private static final Plan.OnFailure UNDO = new Plan.OnFailure.Undo();

    private static Run open(Rules rules) {
        return run(plan(UNDO, gate("g", rules, "reviewed", "tested")), new Event.GateOpened(NOON, id("g")));
    }

    private static Rules rules(Optional<String> role, boolean notRequester, Optional<String> waive) {
        return new Rules(role, 1, notRequester, waive, Optional.empty());
    }

    private static final Rules PLAIN = rules(Optional.empty(), false, Optional.empty());

    private static Ruling sign(Run run, Operator by, String item) {
        return Rulings.on(run, new Request.Sign(by, item, Answer.YES, ""), NOON);
    }

    private static Event yes(String question, Operator by) {
        return new Event.QuestionAnswered(NOON, id("g"), question, Answer.YES, by, "");
    }

    @Test
    void one_item_is_signed_by_its_name() {
        assertThat(sign(open(PLAIN), ANNA, "section-g/reviewed"))
                .isEqualTo(new Granted(List.of(yes("reviewed", ANNA))));
        assertThat(sign(open(PLAIN), ANNA, "tested")).isEqualTo(new Granted(List.of(yes("tested", ANNA))));
    }

    @Test
    void a_whole_gate_is_signed_by_its_digest() {
        Run run = open(PLAIN);
        String digest = dev.slipway.base.Digest.of("g").brief();
        assertThat(sign(run, ANNA, "section-g@" + digest))
                .isEqualTo(new Granted(List.of(yes("reviewed", ANNA), yes("tested", ANNA))));
        assertThat(sign(run, ANNA, "section-g@000000"))
                .isEqualTo(new Refused("no open gate is 'section-g@000000'", "Open now: section-g@" + digest + "."));
    }

    @Test
    void one_answer_is_for_both_gates_of_a_section_that_is_called_twice_in_a_row() {
        PlannedStep gate = gate("g", PLAIN, "tested");
        Run both = run(
                plan(UNDO, gate, again(gate)),
                new Event.GateOpened(NOON, id("g")),
                new Event.GateOpened(NOON, id("g@2")));
        Event second = new Event.QuestionAnswered(NOON, id("g@2"), "tested", Answer.YES, ANNA, "");

        assertThat(sign(both, ANNA, "section-g/tested")).isEqualTo(new Granted(List.of(yes("tested", ANNA), second)));
        assertThat(sign(both.after(yes("tested", ANNA)), ANNA, "section-g/tested"))
                .isEqualTo(new Granted(List.of(second)));
        assertThat(sign(both.after(yes("tested", ANNA)).after(second), ANNA, "section-g/tested"))
                .isEqualTo(new Refused("anna has signed section-g/tested already", "A signer counts once."));
        assertThat(Rulings.on(both, new Request.Sign(ANNA, "section-g/tested", Answer.NO, "it is red"), NOON))
                .isEqualTo(new Granted(
                        List.of(new Event.QuestionAnswered(NOON, id("g"), "tested", Answer.NO, ANNA, "it is red"))));
    }

    @Test
    void an_unknown_item_gets_the_nearest() {
        assertThat(sign(open(PLAIN), ANNA, "section-g/testet"))
                .isEqualTo(new Refused(
                        "no open question is called 'section-g/testet'",
                        "Open now: section-g/reviewed, section-g/tested. Did you mean 'section-g/tested'?"));
    }

    @Test
    void only_the_role_may_sign() {
        Run run = open(rules(Optional.of("dba"), false, Optional.empty()));
        assertThat(sign(run, ANNA, "tested"))
                .isEqualTo(
                        new Refused("only dba may sign section-g/tested, and anna is not", "These are: dora, dirk."));
        assertThat(sign(run, DORA, "tested")).isInstanceOf(Granted.class);
    }

    @Test
    void the_requester_may_not_sign_where_four_eyes_are_wanted() {
        Run run = open(rules(Optional.empty(), true, Optional.empty()));
        assertThat(sign(run, ANNA, "tested"))
                .isEqualTo(new Refused(
                        "anna asked for this run and may not sign section-g/tested", "Somebody else has to sign it."));
    }

    @Test
    void a_signer_counts_once() {
        Run run = open(PLAIN).after(yes("tested", ANNA));
        assertThat(sign(run, ANNA, "tested"))
                .isEqualTo(new Refused("anna has signed section-g/tested already", "A signer counts once."));
    }

    @Test
    void a_no_and_a_waiver_need_a_reason() {
        Run run = open(rules(Optional.empty(), false, Optional.of("dba")));
        assertThat(Rulings.on(run, new Request.Sign(ANNA, "tested", Answer.NO, ""), NOON))
                .isEqualTo(new Refused("a no needs a reason", "Say why: --because \"…\""));
        assertThat(Rulings.on(run, new Request.Sign(DORA, "tested", Answer.WAIVED, ""), NOON))
                .isEqualTo(new Refused("a waiver needs a reason", "Say why: --because \"…\""));
        assertThat(Rulings.on(run, new Request.Sign(DORA, "tested", Answer.WAIVED, "hotfix"), NOON))
                .isInstanceOf(Granted.class);
    }

    @Test
    void nobody_waives_what_the_runbook_lets_nobody_waive() {
        assertThat(Rulings.on(open(PLAIN), new Request.Sign(DORA, "tested", Answer.WAIVED, "hotfix"), NOON))
                .isEqualTo(new Refused(
                        "section-g/tested cannot be waived", "The runbook names nobody who may: waive=ROLE."));
    }

    @Test
    void skipping_needs_a_reason_and_a_step_that_is_stuck() {
        Run failed = run(
                plan(UNDO, shell("a"), shell("b")),
                new Event.StepStarted(NOON, id("a"), 1),
                new Event.StepFailed(NOON, id("a"), 1, "exit status 1"));
        assertThat(Rulings.on(failed, new Request.Skip(ANNA, "a", " "), NOON))
                .isEqualTo(new Refused("skipping a step needs a reason", "Say why: --because \"…\""));
        assertThat(Rulings.on(failed, new Request.Skip(ANNA, "b", "why"), NOON))
                .isEqualTo(new Refused("step b cannot be skipped now", "The run stands at a."));
        assertThat(Rulings.on(failed, new Request.Skip(ANNA, "a", "done by hand"), NOON))
                .isEqualTo(new Granted(List.of(new Event.StepPassedOver(NOON, id("a"), ANNA, "done by hand"))));
    }

    @Test
    void a_gate_is_never_skipped() {
        Run refused = open(PLAIN).after(new Event.StepFailed(NOON, id("g"), 0, "no"));
        assertThat(Rulings.on(refused, new Request.Skip(ANNA, "g", "why"), NOON))
                .isEqualTo(new Refused(
                        "a gate is not skipped: g",
                        "Ask again: slipway retry r00000 g · take back: slipway rollback r00000"));
    }

    @Test
    void nothing_is_rolled_back_past_a_point_of_no_return() {
        Policy point = new Policy(Optional.empty(), false, 0, false, true);
        Run past = run(
                plan(UNDO, step("a", Plan.Stage.RUN, new Undo.None(), point), shell("b")),
                new Event.StepStarted(NOON, id("a"), 1),
                new Event.StepSucceeded(NOON, id("a"), 1, "", Map.of()));
        assertThat(Rulings.on(past, new Request.RollBack(ANNA, ""), NOON))
                .isEqualTo(new Refused(
                        "step a is a point of no return and was begun",
                        "Go on: slipway retry or slipway skip r00000 · leave it as it is: slipway abort r00000"));
    }

    @Test
    void what_is_rolled_back_before_the_procedure_proper_is_undone_and_no_failure_procedure_begins() {
        Plan.OnFailure recovery = new Plan.OnFailure.Perform(
                "rollback",
                Map.of(),
                List.of(),
                List.of(step("r", Plan.Stage.RECOVERY, new Undo.None(), Policy.PLAIN)),
                List.of());
        Plan plan = plan(recovery, step("a", Plan.Stage.BEFORE, new Undo.None(), Policy.PLAIN), shell("b"));
        Event[] checking = {new Event.StepStarted(NOON, id("a"), 1)};
        Event[] releasing = {
            checking[0],
            new Event.StepSucceeded(NOON, id("a"), 1, "", Map.of()),
            new Event.StepStarted(NOON, id("b"), 1)
        };

        assertThat(Rulings.on(run(plan, checking), new Request.RollBack(ANNA, ""), NOON))
                .isEqualTo(new Granted(new Event.UndoBegan(NOON, Optional.of(ANNA), "rolled back by anna")));
        assertThat(Rulings.on(run(plan, releasing), new Request.RollBack(ANNA, ""), NOON))
                .isEqualTo(
                        new Granted(new Event.RecoveryBegan(NOON, Optional.of(ANNA), "rolled back by anna", Map.of())));
    }

    @Test
    void a_word_without_a_step_is_for_the_step_that_its_giver_saw() {
        Run failed = run(
                plan(UNDO, shell("a")),
                new Event.StepStarted(NOON, id("a"), 1),
                new Event.StepFailed(NOON, id("a"), 1, "exit status 1"));
        assertThat(Standing.exactly(failed, new Request.Retry(ANNA, ""))).isEqualTo(new Request.Retry(ANNA, "a"));
    }

    @Test
    void an_ended_run_takes_no_requests() {
        Run over = run(plan(UNDO, shell("a")), new Event.RunEnded(NOON, Event.Ending.ABORTED, ""));
        assertThat(Rulings.on(over, new Request.Resume(ANNA), NOON))
                .isEqualTo(new Refused("run r00000 has ended: aborted", "Its record: slipway report r00000"));
    }

    @Test
    void a_request_comes_back_from_the_journal_as_it_was() {
        for (Request request : List.of(
                new Request.Sign(ANNA, "a/b", Answer.NO, "why"),
                new Request.Reply(ANNA, "a", Answer.YES),
                new Request.Tell(ANNA, "version", "v1"),
                new Request.Pause(ANNA, Event.Pace.AT_ONCE),
                new Request.Resume(ANNA),
                new Request.Retry(ANNA, ""),
                new Request.Skip(ANNA, "a", "because"),
                new Request.RollBack(ANNA, ""),
                new Request.Abort(ANNA, "because"))) {
            assertThat(RequestJson.read(RequestJson.write(request))).isEqualTo(request);
        }
    }
}
