package dev.slipway.run;

import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import dev.slipway.base.Operator;
import dev.slipway.base.RunId;
import dev.slipway.base.StepId;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedStep;
import dev.slipway.plan.PlannedStep.Guard;
import dev.slipway.plan.PlannedStep.Policy;
import dev.slipway.plan.PlannedStep.Question;
import dev.slipway.plan.PlannedStep.Rules;
import dev.slipway.plan.PlannedStep.Shell;
import dev.slipway.plan.PlannedStep.Undo;
import dev.slipway.plan.PlannedStep.Where;
import dev.slipway.plan.PlannedStep.Work;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small plans and runs of them, for tests of the law. */
public final class Plans {
    public static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    public static final Operator ANNA = new Operator("anna");
    private static final Shell SHELL = new Shell("bash", "true");

    private Plans() {}

    public static Plan plan(Plan.OnFailure onFailure, PlannedStep... steps) {
        return new Plan(
                new Plan.Title("runbook.md", "Test", "test", "default", "release", true),
                Map.of("version", Data.of("v1")),
                Map.of(),
                Arrays.asList(steps),
                List.of(),
                List.of(),
                onFailure,
                new Plan.Surroundings(
                        List.of(), Optional.empty(), Map.of(), Map.of("dba", List.of("dora", "dirk")), Map.of()),
                Digest.of("plan"));
    }

    public static Run run(Plan plan, Event... events) {
        Run run = Run.begun(
                new RunId("r00000"),
                plan,
                new Event.RunStarted(NOON, plan.digest(), plan.digest(), ANNA, "runbook.md"));
        for (Event event : events) {
            run = run.after(event);
        }
        return run;
    }

    public static PlannedStep shell(String id) {
        return step(id, Plan.Stage.RUN, new Undo.None(), Policy.PLAIN);
    }

    public static PlannedStep undoable(String id) {
        return step(id, Plan.Stage.RUN, new Undo.ByShell(SHELL), Policy.PLAIN);
    }

    public static PlannedStep step(String id, Plan.Stage stage, Undo undo, Policy policy) {
        return new PlannedStep(
                new StepId(id),
                id,
                stage,
                "runbook.md:1:1",
                List.of(),
                List.of(),
                policy,
                new Work.Bash(SHELL, new Where("here", 1), "release"),
                undo,
                Optional.empty(),
                Optional.empty());
    }

    /** A typed step that may be run again, and so may its undo. */
    public static PlannedStep typed(String id, PlannedStep.Holding holding) {
        PlannedStep s = step(
                id, Plan.Stage.RUN, new Undo.ByAction("back"), new Policy(Optional.empty(), true, 0, false, false));
        return new PlannedStep(
                s.id(),
                id,
                s.stage(),
                s.at(),
                s.headings(),
                s.guards(),
                s.policy(),
                new Work.Typed("test.do", 1, new Data.Mapping(Map.of()), "do", new Where("here", 1), holding),
                s.undo(),
                Optional.empty(),
                Optional.empty());
    }

    public static PlannedStep probed(String id) {
        PlannedStep s = shell(id);
        return new PlannedStep(
                s.id(),
                s.title(),
                s.stage(),
                s.at(),
                s.headings(),
                s.guards(),
                s.policy(),
                s.work(),
                s.undo(),
                Optional.of(SHELL),
                s.expect());
    }

    public static PlannedStep guarded(String id, Guard guard) {
        PlannedStep s = shell(id);
        return new PlannedStep(
                s.id(),
                s.title(),
                s.stage(),
                s.at(),
                s.headings(),
                List.of(guard),
                s.policy(),
                s.work(),
                s.undo(),
                s.probe(),
                s.expect());
    }

    public static PlannedStep people(String id, Work work) {
        PlannedStep s = shell(id);
        return new PlannedStep(
                s.id(),
                s.title(),
                s.stage(),
                s.at(),
                s.headings(),
                s.guards(),
                s.policy(),
                work,
                s.undo(),
                s.probe(),
                s.expect());
    }

    /** The gate of a section that is called again. */
    public static PlannedStep again(PlannedStep gate) {
        return people(gate.id() + "@2", gate.work());
    }

    public static PlannedStep gate(String id, Rules rules, String... questions) {
        List<Question> all =
                Arrays.stream(questions).map(q -> new Question(q, q + "?")).toList();
        return people(id, new Work.Gate("section-" + id, all, rules, Digest.of(id)));
    }

    public static StepId id(String step) {
        return new StepId(step);
    }
}
