package dev.slipway.run;

import static dev.slipway.run.Plans.NOON;
import static dev.slipway.run.Plans.id;
import static dev.slipway.run.Plans.plan;
import static dev.slipway.run.Plans.run;
import static dev.slipway.run.Plans.shell;
import static dev.slipway.run.Plans.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.plan.InputRules;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedStep.Policy;
import dev.slipway.plan.PlannedStep.Undo;
import dev.slipway.run.Event.Ending;
import dev.slipway.runbook.FrontMatter.InputType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    private static Event started(String step) {
        return new Event.StepStarted(NOON, id(step), 1);
    }

    private static Event succeeded(String step) {
        return new Event.StepSucceeded(NOON, id(step), 1, "", Map.of());
    }

    private static Event failed(String step) {
        return new Event.StepFailed(NOON, id(step), 1, "exit status 1");
    }

    private static List<Order> next(Run run) {
        return Conductor.next(run, NOON, Set.of());
    }

    private static List<Order> write(Event event) {
        return List.of(new Order.Write(event));
    }

    @Test
    void a_failure_procedure_gets_its_inputs_when_it_begins() {
        Plan.OnFailure recovery = new Plan.OnFailure.Perform(
                "rollback",
                Map.of("to", Data.of("${inputs.version}")),
                List.of(),
                List.of(step("x", Plan.Stage.RECOVERY, new Undo.None(), Policy.PLAIN)),
                List.of());
        Run failing = run(plan(recovery, shell("a")), started("a"), failed("a"));
        Event began = new Event.RecoveryBegan(NOON, Optional.empty(), "a: exit status 1", Map.of("to", Data.of("v1")));
        assertThat(next(failing)).isEqualTo(write(began));
        assertThat(next(failing.after(began)))
                .containsExactly(new Order.Begin(new Event.StepStarted(NOON, id("x"), 1)));
        Run recovered = failing.after(began).after(started("x")).after(succeeded("x"));
        assertThat(next(recovered))
                .isEqualTo(write(new Event.RunEnded(NOON, Ending.UNDONE_AFTER_FAILURE, "a: exit status 1")));
    }

    @Test
    void a_failure_procedure_does_not_begin_with_an_input_that_is_not_what_it_must_be() {
        Plan.OnFailure recovery = new Plan.OnFailure.Perform(
                "rollback",
                Map.of("to", Data.of("${inputs.version}")),
                List.of(new InputRules("to", "", InputType.TEXT, Optional.of("release-.+"), List.of())),
                List.of(step("x", Plan.Stage.RECOVERY, new Undo.None(), Policy.PLAIN)),
                List.of());
        Run failing = run(plan(recovery, shell("a")), started("a"), failed("a"));
        assertThat(next(failing))
                .isEqualTo(write(new Event.RunPaused(
                        NOON, "a: exit status 1; rollback cannot begin: to is 'v1' and must match release-.+")));
    }

    @Test
    void an_input_of_a_failure_procedure_is_of_its_type() {
        Plan.OnFailure recovery = new Plan.OnFailure.Perform(
                "rollback",
                Map.of("fast", Data.of("${'true'}")),
                List.of(new InputRules("fast", "", InputType.BOOLEAN, Optional.empty(), List.of())),
                List.of(step("x", Plan.Stage.RECOVERY, new Undo.None(), Policy.PLAIN)),
                List.of());
        Run failing = run(plan(recovery, shell("a")), started("a"), failed("a"));
        assertThat(next(failing))
                .isEqualTo(write(new Event.RecoveryBegan(
                        NOON, Optional.empty(), "a: exit status 1", Map.of("fast", Data.of(true)))));
    }
}
