package dev.slipway.run;

import dev.slipway.base.Data;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Templated;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Entering the named failure procedure: its inputs are bound now, when {@code last} is the failing run. */
public final class Recovery {
    private Recovery() {}

    /** Pauses instead, saying why, when an input cannot be bound. */
    public static Event begin(Run run, Plan.OnFailure.Perform procedure, Course.Cause cause, Instant now) {
        Course.Recovering course = new Course.Recovering(cause.by(), cause.why(), Map.of());
        Map<String, Data> roots = run.with(course).roots();
        return switch (Templated.resolve(new Data.Mapping(procedure.inputs()), roots)) {
            case Templated.Resolution.Resolved r ->
                new Event.RecoveryBegan(
                        now,
                        cause.by(),
                        cause.why(),
                        new LinkedHashMap<>(r.data().entries()));
            case Templated.Resolution.Unresolved u ->
                new Event.RunPaused(now, cause.why() + "; " + procedure.procedure() + " cannot begin: " + u.says());
        };
    }
}
