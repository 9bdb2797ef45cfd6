package dev.slipway.report;

import dev.slipway.base.Data;
import dev.slipway.base.StepId;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Plan.OnFailure;
import dev.slipway.plan.Plan.Phase;
import dev.slipway.plan.Plan.Stage;
import dev.slipway.plan.PlannedStep;
import dev.slipway.plan.PlannedStep.Guard;
import dev.slipway.plan.PlannedStep.Undo;
import dev.slipway.plan.PlannedStep.Work;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A plan as a tree that people read before they sign it. */
public final class PlanText {
    private static final int NARROWEST = 40;

    /** Families whose steps look, wait or write down: they leave nothing behind. */
    private static final Set<String> LEAVES_NOTHING = Set.of("check", "wait", "record");

    private final Plan plan;
    private final Page page;

    private PlanText(Plan plan, int width) {
        this.plan = plan;
        this.page = new Page(Math.max(width, NARROWEST));
    }

    public static String of(Plan plan, int width) {
        return of(plan, width, RunCommand.of(plan));
    }

    /** For somebody who has named the environment: the command names it too. */
    public static String named(Plan plan, int width) {
        return of(plan, width, RunCommand.named(plan));
    }

    /** @param command what runs this very plan, as somebody would type it */
    public static String of(Plan plan, int width, String command) {
        return new PlanText(plan, width).write(command);
    }

    private String write(String command) {
        head();
        tree(plan.phases(), plan.steps());
        page.blank();
        onFailure();
        tail();
        page.blank();
        end(command);
        return page.text();
    }

    private void head() {
        Plan.Title title = plan.title();
        page.both(Width.clean(title.text()), title.service() + " / " + title.environment());
        List<String> facts = new ArrayList<>();
        plan.inputs().forEach((name, value) -> {
            if (!(value instanceof Data.Nothing) && plan.uses().get(name) != Plan.Use.IDLE) {
                facts.add(name + " " + Width.clean(value.plain()));
            }
        });
        facts.add("procedure " + title.procedure());
        facts.add("digest " + plan.digest().brief());
        facts.add(counts());
        page.flow("", facts, " · ", 0);
    }

    private String counts() {
        long gates = plan.steps().stream()
                .filter(step -> step.work() instanceof Work.Gate)
                .count();
        long others = plan.steps().stream()
                .filter(step -> step.work() instanceof Work.Bash || step.work() instanceof Work.Typed)
                .count();
        List<String> counts = new ArrayList<>();
        counts.add(Count.of(plan.phases().size(), "phase"));
        counts.add(Count.of(others, "step"));
        if (gates > 0) {
            counts.add(Count.of(gates, "gate"));
        }
        return String.join(", ", counts);
    }

    private void tree(List<Phase> phases, List<PlannedStep> steps) {
        Map<StepId, PlannedStep> byId = steps.stream().collect(Collectors.toMap(PlannedStep::id, Function.identity()));
        StepLines lines = new StepLines(page, steps);
        Set<Stage> stages = phases.stream().map(Phase::stage).collect(Collectors.toCollection(LinkedHashSet::new));
        int number = 0;
        Stage last = Stage.RECOVERY;
        for (Phase phase : phases) {
            if (phase.stage() != last || number == 0) {
                page.blank();
                stage(phase.stage(), stages);
            }
            last = phase.stage();
            number++;
            List<PlannedStep> own = phase.steps().stream()
                    .map(byId::get)
                    .filter(step -> step != null)
                    .toList();
            lines.phase(number, phase, own);
        }
    }

    private void stage(Stage stage, Set<Stage> stages) {
        if (stages.size() > 1) {
            page.line(
                    switch (stage) {
                        case BEFORE -> "Before";
                        case RUN -> "Run";
                        case AFTER -> "After";
                        case RECOVERY -> "Recovery";
                    });
        }
    }

    private void onFailure() {
        switch (plan.onFailure()) {
            case OnFailure.Undo() -> page.line("On failure: undo");
            case OnFailure.Pause() -> page.line("On failure: pause");
            case OnFailure.GoOn() -> page.line("On failure: go on");
            case OnFailure.Perform perform -> {
                page.line("On failure: " + perform.procedure());
                perform.inputs().forEach((name, value) -> page.line("     " + name + " " + Width.clean(value.plain())));
                tree(perform.phases(), perform.steps());
                page.blank();
            }
        }
    }

    private void tail() {
        for (Plan.Omitted omitted : plan.omitted()) {
            page.words(0, 2, "Left out: " + omitted.title() + " (if " + omitted.because() + ")");
        }
        List<String> last = plan.steps().stream()
                .filter(step -> step.policy().pointOfNoReturn())
                .map(PlanText::name)
                .toList();
        page.flow("No way back after: ", last.isEmpty() ? List.of("nothing") : last, ", ", 2);
        switch (plan.onFailure()) {
            case OnFailure.Undo _, OnFailure.Pause _ -> leftAsIs();
            case OnFailure.GoOn _, OnFailure.Perform _ -> {}
        }
    }

    private void leftAsIs() {
        List<String> kept = plan.steps().stream()
                .filter(PlanText::leavesSomething)
                .map(PlanText::name)
                .toList();
        if (kept.isEmpty()) {
            page.line("Left as is on undo: nothing");
        } else {
            String first = "Left as is on undo: " + Count.of(kept.size(), "step") + " (";
            page.flow(first, closed(kept), ", ", 2);
        }
    }

    private static List<String> closed(List<String> names) {
        List<String> all = new ArrayList<>(names);
        all.set(all.size() - 1, all.getLast() + ")");
        return all;
    }

    private static boolean leavesSomething(PlannedStep step) {
        boolean undone = switch (step.undo()) {
            case Undo.None() -> false;
            case Undo.ByAction _, Undo.ByShell _ -> true;
        };
        return !undone
                && switch (step.work()) {
                    case Work.Bash _ -> true;
                    case Work.Typed typed -> !LEAVES_NOTHING.contains(StepLines.family(typed));
                    case Work.Gate _, Work.Ask _, Work.Tell _ -> false;
                };
    }

    private static String name(PlannedStep step) {
        return step.id().value();
    }

    private void end(String command) {
        String all = "Nothing has been touched. Run it: " + command;
        if (Width.of(all) <= page.width()) {
            page.verbatim(all);
        } else {
            page.line("Nothing has been touched. Run it:");
            page.verbatim("  " + command);
        }
    }

    /** The guards that all steps share, in their order. */
    static List<Guard> shared(List<PlannedStep> steps) {
        List<Guard> shared = steps.isEmpty() ? List.of() : steps.getFirst().guards();
        for (PlannedStep step : steps) {
            int count = 0;
            while (count < shared.size()
                    && count < step.guards().size()
                    && shared.get(count).equals(step.guards().get(count))) {
                count++;
            }
            shared = shared.subList(0, count);
        }
        return shared;
    }
}
