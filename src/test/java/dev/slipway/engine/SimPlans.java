package dev.slipway.engine;

import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import dev.slipway.base.StepId;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedStep;
import dev.slipway.plan.PlannedStep.Guard;
import dev.slipway.plan.PlannedStep.Holding;
import dev.slipway.plan.PlannedStep.Policy;
import dev.slipway.plan.PlannedStep.Shell;
import dev.slipway.plan.PlannedStep.Undo;
import dev.slipway.plan.PlannedStep.Where;
import dev.slipway.plan.PlannedStep.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Random small plans: every kind of step, policy, gate and failure procedure, in every mixture. */
final class SimPlans {
    private static final Shell SHELL = new Shell("bash", "true");
    private static final Where HERE = new Where("here", 1);

    private final Random random;
    private final boolean mayHold;

    SimPlans(Random random) {
        this.random = random;
        this.mayHold = random.nextInt(3) == 0;
    }

    Plan next() {
        List<PlannedStep> steps = new ArrayList<>();
        int before = random.nextInt(3);
        int run = 1 + random.nextInt(5);
        int after = random.nextInt(3) / 2;
        for (int i = 0; i < before; i++) {
            steps.add(step("b" + i, Plan.Stage.BEFORE));
        }
        for (int i = 0; i < run; i++) {
            steps.add(step("r" + i, Plan.Stage.RUN));
        }
        for (int i = 0; i < after; i++) {
            steps.add(step("a" + i, Plan.Stage.AFTER));
        }
        Plan.OnFailure onFailure = onFailure();
        return new Plan(
                new Plan.Title("sim.md", "Simulated", "sim", "test", "release", true),
                Map.of(),
                Map.of(),
                steps,
                List.of(),
                List.of(),
                onFailure,
                new Plan.Surroundings(List.of(), Optional.empty(), Map.of(), Map.of(), Map.of()),
                Digest.of("plan"));
    }

    private Plan.OnFailure onFailure() {
        return switch (random.nextInt(6)) {
            case 0 -> new Plan.OnFailure.Pause();
            case 1 -> new Plan.OnFailure.GoOn();
            case 2 ->
                new Plan.OnFailure.Perform(
                        "rollback",
                        Map.of(),
                        List.of(),
                        List.of(step("x0", Plan.Stage.RECOVERY), step("x1", Plan.Stage.RECOVERY)),
                        List.of());
            default -> new Plan.OnFailure.Undo();
        };
    }

    private PlannedStep step(String id, Plan.Stage stage) {
        int kind = random.nextInt(12);
        if (kind == 0) {
            return planned(id, stage, gate(id), new Undo.None(), Policy.PLAIN);
        }
        boolean repeatable = random.nextInt(3) == 0;
        Policy policy = new Policy(
                random.nextInt(4) == 0 ? Optional.of(Duration.ofSeconds(30)) : Optional.empty(),
                repeatable,
                repeatable ? random.nextInt(3) : 0,
                false,
                random.nextInt(25) == 0);
        if (kind == 1 && mayHold) {
            return planned(id, stage, held(), new Undo.ByAction("off"), policy);
        }
        Undo undo = random.nextInt(4) == 0 ? new Undo.None() : new Undo.ByShell(SHELL);
        return planned(id, stage, new Work.Bash(SHELL, HERE, "s"), undo, policy);
    }

    private static Work held() {
        return new Work.Typed(
                "test.hold", 1, new Data.Mapping(Map.of()), "hold", HERE, new Holding(true, Optional.empty()));
    }

    private static Work gate(String id) {
        return new Work.Gate(
                "gate-" + id,
                List.of(new PlannedStep.Question("q", "Is it?")),
                new PlannedStep.Rules(Optional.empty(), 1, false, Optional.empty(), Optional.empty()),
                Digest.of("gate"));
    }

    private PlannedStep planned(String id, Plan.Stage stage, Work work, Undo undo, Policy policy) {
        boolean probed = work instanceof Work.Bash && random.nextInt(3) == 0;
        return new PlannedStep(
                new StepId(id),
                id,
                stage,
                "sim.md:1:1",
                List.of(),
                List.<Guard>of(),
                policy,
                work,
                undo,
                probed ? Optional.of(SHELL) : Optional.empty(),
                Optional.empty());
    }
}
