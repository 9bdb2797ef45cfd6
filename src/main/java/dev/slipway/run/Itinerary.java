package dev.slipway.run;

import dev.slipway.base.StepId;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedStep;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The steps of a plan by number: those of the way forward first, then those of the failure procedure. */
public final class Itinerary {
    private final List<PlannedStep> steps;
    private final int forward;
    private final Map<StepId, Integer> index = new HashMap<>();
    private final List<Integer> tells;

    Itinerary(Plan plan) {
        List<PlannedStep> recovery =
                plan.onFailure() instanceof Plan.OnFailure.Perform p ? p.steps() : List.<PlannedStep>of();
        steps = Stream.concat(plan.steps().stream(), recovery.stream()).toList();
        forward = plan.steps().size();
        tells = IntStream.range(0, steps.size())
                .filter(i -> steps.get(i).work() instanceof PlannedStep.Work.Tell)
                .boxed()
                .toList();
        for (int i = 0; i < steps.size(); i++) {
            if (index.put(steps.get(i).id(), i) != null) {
                throw new IllegalArgumentException(
                        "two steps of a plan have the id " + steps.get(i).id());
            }
        }
    }

    public int size() {
        return steps.size();
    }

    /** How many steps the way forward has; the failure procedure's follow. */
    public int forward() {
        return forward;
    }

    public PlannedStep step(int number) {
        return steps.get(number);
    }

    public PlannedStep step(StepId id) {
        return steps.get(number(id));
    }

    public boolean knows(StepId id) {
        return index.containsKey(id);
    }

    /** The numbers of the steps that wait for an input told late. */
    List<Integer> tells() {
        return tells;
    }

    public int number(StepId id) {
        Integer number = index.get(id);
        if (number == null) {
            throw new IllegalArgumentException("the plan has no step " + id);
        }
        return number;
    }
}
