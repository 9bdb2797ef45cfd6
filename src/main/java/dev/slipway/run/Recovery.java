package dev.slipway.run;

import dev.slipway.base.Data;
import dev.slipway.base.Operator;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Templates;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Entering the named failure procedure: its inputs are bound now, when {@code last} is the failing run. */
public final class Recovery {
    private Recovery() {}

    /** Pauses instead, saying why, when an input cannot be bound. */
    public static Event begin(
            Run run, Plan.OnFailure.Perform procedure, Optional<Operator> by, String why, Instant now) {
        Course.Recovering course = new Course.Recovering(by, why, Map.of());
        Map<String, Data> roots = run.with(course).roots();
        return switch (Templates.resolve(new Data.Mapping(procedure.inputs()), roots)) {
            case Templates.Resolved r ->
                new Event.RecoveryBegan(
                        now, by, why, new LinkedHashMap<>(r.data().entries()));
            case Templates.Unresolved u ->
                new Event.RunPaused(now, why + "; " + procedure.procedure() + " cannot begin: " + u.says());
        };
    }
}
