package dev.slipway.run;

import dev.slipway.base.Data;
import dev.slipway.plan.InputRules;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Templated;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Entering the named failure procedure: its inputs are bound now, when {@code last} is the failing run. */
public final class Recovery {
    private Recovery() {}

    /** Pauses instead, saying why, when an input cannot be bound or is not what it must be. */
    public static Event begin(Run run, Plan.OnFailure.Perform procedure, Course.Cause cause, Instant now) {
        Course.Recovering course = new Course.Recovering(cause.by(), cause.why(), Map.of());
        Map<String, Data> roots = run.with(course).roots();
        return switch (Templated.resolve(new Data.Mapping(procedure.inputs()), roots)) {
            case Templated.Resolution.Resolved r -> checked(procedure, r.data().entries(), cause, now);
            case Templated.Resolution.Unresolved u -> paused(procedure, u.says(), cause, now);
        };
    }

    private static Event checked(
            Plan.OnFailure.Perform procedure, Map<String, Data> resolved, Course.Cause cause, Instant now) {
        Map<String, Data> inputs = new LinkedHashMap<>(resolved);
        for (InputRules rules : procedure.rules()) {
            switch (rules.check(inputs.getOrDefault(rules.name(), Data.nothing()))) {
                case InputRules.Checked.Fits(Data value) -> inputs.put(rules.name(), value);
                case InputRules.Checked.Misfit misfit -> {
                    return paused(procedure, misfit.says(), cause, now);
                }
            }
        }
        return new Event.RecoveryBegan(now, cause.by(), cause.why(), inputs);
    }

    private static Event paused(Plan.OnFailure.Perform procedure, String says, Course.Cause cause, Instant now) {
        return new Event.RunPaused(now, cause.why() + "; " + procedure.procedure() + " cannot begin: " + says);
    }
}
