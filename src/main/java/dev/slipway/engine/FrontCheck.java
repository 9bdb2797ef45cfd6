package dev.slipway.engine;

import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.hands.ActionList;
import dev.slipway.hands.Demand;
import dev.slipway.hands.Fronts;
import dev.slipway.hands.Traffic;
import dev.slipway.hands.TrafficFailure;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedStep;
import dev.slipway.plan.PlannedStep.Work;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Before the first step: each front that the plan needs answers, and its proxy can do what the steps will ask of it. */
final class FrontCheck {
    private final ActionList actions;
    private final Fronts fronts;

    FrontCheck(ActionList actions, Fronts fronts) {
        this.actions = actions;
        this.fronts = fronts;
    }

    /** A sentence for each front that does not answer, and for each step whose demand it cannot meet. */
    List<String> wrong(Plan plan) throws InterruptedException {
        Map<String, List<Asked>> byFront = new TreeMap<>();
        steps(plan)
                .forEach(step -> demands(step)
                        .forEach(demand -> byFront.computeIfAbsent(demand.front(), _ -> new ArrayList<>())
                                .add(new Asked(step, demand))));
        Set<String> sentences = new LinkedHashSet<>();
        for (Map.Entry<String, List<Asked>> asked : byFront.entrySet()) {
            Plan.Front front = plan.surroundings().fronts().get(asked.getKey());
            if (front != null) {
                check(front, asked.getKey(), asked.getValue(), sentences);
            }
        }
        return List.copyOf(sentences);
    }

    private record Asked(PlannedStep step, Demand demand) {}

    private static Stream<PlannedStep> steps(Plan plan) {
        return Stream.concat(
                plan.steps().stream(),
                plan.onFailure() instanceof Plan.OnFailure.Perform perform ? perform.steps().stream() : Stream.empty());
    }

    private List<Demand> demands(PlannedStep step) {
        return step.work() instanceof Work.Typed typed
                ? actions.find(typed.action())
                        .map(action -> demands(action, typed.parameters()))
                        .orElse(List.of())
                : List.of();
    }

    private static List<Demand> demands(Action<?> action, Data.Mapping parameters) {
        return action.demands(parameters);
    }

    private void check(Plan.Front front, String name, List<Asked> asked, Set<String> sentences)
            throws InterruptedException {
        try {
            Traffic traffic = fronts.traffic(front);
            for (Asked each : asked) {
                each.demand()
                        .unmetBy(traffic.can())
                        .ifPresent(says -> sentences.add(each.step().id() + " needs more of " + name + ": " + says));
            }
            traffic.read();
        } catch (TrafficFailure failure) {
            sentences.add(name + ": " + failure.getMessage());
        }
    }
}
