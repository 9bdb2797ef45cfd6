package dev.slipway.adopt;

import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import dev.slipway.plan.Actions;
import dev.slipway.plan.History;
import dev.slipway.plan.InputRules;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Planner;
import dev.slipway.plan.Planning;
import dev.slipway.runbook.FrontMatter;
import dev.slipway.runbook.Reading;
import dev.slipway.runbook.Runbook;
import dev.slipway.runbook.Runbooks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans every procedure, with each choice that its inputs leave. */
public final class PlanProof implements Proof {
    private static final int MOST_CHOICES = 8;

    private final Planner planner;

    public PlanProof(Actions actions) {
        this.planner = new Planner(actions);
    }

    @Override
    public List<Problem> of(Source adopted) {
        return all(adopted).problems();
    }

    /** What is wrong, and the plan of each procedure that has one, with the first of its choices. */
    public record Proved(List<Problem> problems, List<Plan> plans) {}

    public Proved all(Source adopted) {
        Reading reading = Runbooks.read(adopted);
        if (!reading.problems().isEmpty()) {
            return new Proved(reading.problems(), List.of());
        }
        Set<Problem> problems = new LinkedHashSet<>();
        List<Plan> plans = new ArrayList<>();
        Planner once = planner.of(reading.runbook());
        for (FrontMatter.Procedure procedure : reading.runbook().frontMatter().procedures()) {
            Told first = told(once, reading.runbook(), procedure.name(), 0);
            problems.addAll(problems(procedure.name(), first.planning()));
            if (first.planning() instanceof Planning.Planned planned) {
                plans.add(planned.plan());
            }
            int choices = first.choices();
            for (int choice = 1; choice < Math.min(MOST_CHOICES, choices); choice++) {
                Told next = told(once, reading.runbook(), procedure.name(), choice);
                problems.addAll(problems(procedure.name(), next.planning()));
                choices = Math.max(choices, next.choices());
            }
        }
        return new Proved(new ArrayList<>(problems), plans);
    }

    private static List<Problem> problems(Phrase procedure, Planning planning) {
        return switch (planning) {
            case Planning.Planned _ -> List.of();
            case Planning.Refused refused -> refused.problems();
            case Planning.Unusable unusable -> List.of(new Problem(procedure.span(), unusable.says(), unusable.help()));
            case Planning.Wanting _ -> List.of(new Problem(procedure.span(), "its inputs cannot be told"));
        };
    }

    /** @param choices of the input with the most among those that had to be told: more make no other plan */
    private record Told(Planning planning, int choices) {}

    /** With a value for each input that is wanted; {@code Wanting} only where telling it is of no use. */
    private static Told told(Planner planner, Runbook runbook, Phrase procedure, int choice) {
        Map<String, String> told = new LinkedHashMap<>();
        int choices = 1;
        while (true) {
            Planning planning = planner.plan(new Planning.Request(
                    runbook, Map.of(), Optional.of(procedure.text()), Optional.empty(), told, History.Kept.NONE));
            int before = told.size();
            if (planning instanceof Planning.Wanting wanting) {
                for (FrontMatter.Input input : wanting.inputs()) {
                    told.put(input.name().text(), sample(input, choice));
                    choices = Math.max(choices, input.oneOf().size());
                }
            }
            if (told.size() == before) {
                return new Told(planning, choices);
            }
        }
    }

    /** A value that fits: what it says is no matter here. */
    public static String sample(FrontMatter.Input input, int choice) {
        InputRules rules = InputRules.of(input);
        if (!rules.oneOf().isEmpty()) {
            return rules.oneOf().get(choice % rules.oneOf().size());
        }
        return switch (input.type()) {
            case BOOLEAN -> "true";
            case NUMBER -> "1";
            case TEXT -> "x";
        };
    }
}
