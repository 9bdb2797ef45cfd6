package dev.slipway.engine;

import dev.slipway.hands.Place;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedStep;
import dev.slipway.plan.PlannedStep.Work;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The places where the steps of one plan run. */
final class Grounds {
    static final String HERE = "here";

    private final Outside outside;
    private final Map<String, Plan.Room> rooms;
    private final Map<String, Place> found = new ConcurrentHashMap<>();

    Grounds(Outside outside, Plan plan) {
        this.outside = outside;
        this.rooms = plan.surroundings().rooms();
    }

    Place of(PlannedStep step) {
        return named(name(step));
    }

    Place named(String name) {
        if (name.equals(HERE)) {
            return outside.here();
        }
        Plan.Room room = Optional.ofNullable(rooms.get(name))
                .orElseThrow(() -> new IllegalStateException("the plan of this run has no place '" + name + "'"));
        return found.computeIfAbsent(name, _ -> outside.places().named(name, room));
    }

    /** Also of a step that people do: nobody asks where. */
    static String name(PlannedStep step) {
        return switch (step.work()) {
            case Work.Bash bash -> bash.where().place();
            case Work.Typed typed -> typed.where().place();
            case Work.Gate _, Work.Ask _, Work.Tell _ -> HERE;
        };
    }
}
