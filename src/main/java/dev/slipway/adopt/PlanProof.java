package dev.slipway.adopt;

import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import dev.slipway.plan.Actions;
import dev.slipway.plan.History;
import dev.slipway.plan.InputRules;
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
        Reading reading = Runbooks.read(adopted);
        if (!reading.problems().isEmpty()) {
            return reading.problems();
        }
        Set<Problem> problems = new LinkedHashSet<>();
        FrontMatter front = reading.runbook().frontMatter();
        int choices = Math.min(
                MOST_CHOICES,
                front.inputs().stream()
                        .mapToInt(input -> input.oneOf().size())
                        .max()
                        .orElse(1));
        for (FrontMatter.Procedure procedure : front.procedures()) {
            for (int choice = 0; choice < Math.max(1, choices); choice++) {
                problems.addAll(plan(reading, procedure.name(), choice));
            }
        }
        return new ArrayList<>(problems);
    }

    private List<Problem> plan(Reading reading, Phrase procedure, int choice) {
        return switch (planned(reading.runbook(), procedure, choice)) {
            case Planning.Planned _ -> List.of();
            case Planning.Refused refused -> refused.problems();
            case Planning.Unusable unusable -> List.of(new Problem(procedure.span(), unusable.says(), unusable.help()));
            case Planning.Wanting _ -> List.of(new Problem(procedure.span(), "its inputs cannot be told"));
        };
    }

    /** With a value for each input that is wanted; {@code Wanting} only where telling it is of no use. */
    public Planning planned(Runbook runbook, Phrase procedure, int choice) {
        Map<String, String> told = new LinkedHashMap<>();
        while (true) {
            Planning planning = planner.plan(new Planning.Request(
                    runbook, Map.of(), Optional.of(procedure.text()), Optional.empty(), told, History.Kept.NONE));
            int before = told.size();
            if (planning instanceof Planning.Wanting wanting) {
                wanting.inputs().forEach(input -> told.put(input.name().text(), sample(input, choice)));
            }
            if (told.size() == before) {
                return planning;
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
