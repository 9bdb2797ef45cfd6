package dev.slipway.plan;

import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import dev.slipway.plan.Plan.NeededVariable;
import dev.slipway.plan.Plan.OnFailure;
import dev.slipway.plan.Plan.Title;
import dev.slipway.plan.PlannedStep.Guard;
import dev.slipway.plan.PlannedStep.Undo;
import dev.slipway.plan.PlannedStep.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The digest over everything that decides what happens: what is performed with what, in which order, under which conditions
 * and rules, who may sign, and which variables are needed. Positions, titles, headings, previews and words that nobody
 * performs do not count: a paragraph may move without a new signature.
 */
final class PlanDigest {
    /** Part of what is hashed: grows when this class changes what counts. */
    private static final int FORM = 1;

    private PlanDigest() {}

    static Digest of(Plan plan) {
        Title title = plan.title();
        return Digest.of(new Fields()
                .with("form", Data.of(FORM))
                .with("service", title.service())
                .with("environment", title.environment())
                .with("procedure", title.procedure())
                .flag("locks", title.locks())
                .map("inputs", new TreeMap<>(plan.inputs()))
                .list("steps", plan.steps(), PlanDigest::step)
                .with("on-failure", onFailure(plan.onFailure()))
                .list("env", plan.surroundings().env(), PlanDigest::variable)
                .text("dotenv", plan.surroundings().dotenv().orElse(null))
                .map("roles", signers(plan))
                .map("fronts", PlanData.fronts(new TreeMap<>(plan.surroundings().fronts())))
                .map("stores", PlanData.depots(new TreeMap<>(plan.surroundings().depots())))
                .map("places", PlanData.rooms(new TreeMap<>(plan.surroundings().rooms())))
                .done()
                .json());
    }

    private static Data step(PlannedStep step) {
        return StepData.write(new PlannedStep(
                step.id(),
                "",
                step.stage(),
                "",
                List.of(),
                step.guards().stream().map(PlanDigest::guard).toList(),
                step.policy(),
                work(step.work()),
                undo(step.undo()),
                step.probe(),
                step.expect()));
    }

    private static Guard guard(Guard guard) {
        return switch (guard) {
            case Guard.Given(String expression, String _) -> new Guard.Given(expression, "");
            case Guard.Answered answered -> answered;
        };
    }

    private static Work work(Work work) {
        return switch (work) {
            case Work.Typed typed ->
                new Work.Typed(typed.action(), typed.version(), typed.parameters(), "", typed.where(), typed.holding());
            case Work.Bash _, Work.Gate _, Work.Ask _, Work.Tell _ -> work;
        };
    }

    private static Undo undo(Undo undo) {
        return switch (undo) {
            case Undo.ByAction _ -> new Undo.ByAction("");
            case Undo.ByShell _, Undo.None _ -> undo;
        };
    }

    private static Data onFailure(OnFailure onFailure) {
        return switch (onFailure) {
            case OnFailure.Perform perform ->
                new Fields()
                        .with("procedure", perform.procedure())
                        .map("inputs", new TreeMap<>(perform.inputs()))
                        .list("rules", perform.rules(), StepData::input)
                        .list("steps", perform.steps(), PlanDigest::step)
                        .done();
            case OnFailure.Undo _, OnFailure.Pause _, OnFailure.GoOn _ -> PlanData.onFailure(onFailure);
        };
    }

    private static Data variable(NeededVariable variable) {
        return PlanData.variable(new NeededVariable(
                variable.name(),
                variable.from(),
                variable.secret(),
                variable.minLength(),
                variable.pattern(),
                variable.url(),
                variable.oneOf(),
                variable.standard(),
                variable.optional(),
                ""));
    }

    /** The members of the roles that some gate of this plan names. */
    private static Map<String, Data> signers(Plan plan) {
        Map<String, List<String>> named = new TreeMap<>();
        for (PlannedStep step : allSteps(plan)) {
            if (step.work() instanceof Work.Gate gate) {
                for (String role : rolesOf(gate)) {
                    named.put(
                            role,
                            plan.surroundings().roles().getOrDefault(role, List.of()).stream()
                                    .sorted()
                                    .toList());
                }
            }
        }
        return PlanData.roles(named);
    }

    private static List<String> rolesOf(Work.Gate gate) {
        List<String> roles = new ArrayList<>();
        gate.rules().role().ifPresent(roles::add);
        gate.rules().waive().ifPresent(roles::add);
        return roles;
    }

    private static List<PlannedStep> allSteps(Plan plan) {
        List<PlannedStep> all = new ArrayList<>(plan.steps());
        if (plan.onFailure() instanceof OnFailure.Perform perform) {
            all.addAll(perform.steps());
        }
        return all;
    }
}
