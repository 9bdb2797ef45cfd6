package dev.slipway.actions.deploy;

import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import java.util.Set;

/** The next thing to do about a release. Each can be repeated, and none leaves the world worse when it is cut short. */
sealed interface Move {

    record Start(int number) implements Move {}

    /** An instance that would retire stays. */
    record Recall(Instance seen) implements Move {}

    /** Until these instances answer. */
    record AwaitReady(Set<Integer> numbers) implements Move {
        public AwaitReady {
            numbers = Set.copyOf(numbers);
        }
    }

    /** @param says what changes for requests, in a few words */
    record Steer(RoutePlan wanted, String says) implements Move {}

    /** One request by the pin, the way of a visitor. */
    record Probe() implements Move {}

    record Smoke() implements Move {}

    /** @param index of the stage whose share the version has */
    record Observe(int index, Stage stage) implements Move {}

    record Drain(PoolId pool) implements Move {}

    /** Until nobody is connected to an instance that is not behind the front any more. */
    record DrainOne(Instance seen) implements Move {}

    record Stop(Instance seen) implements Move {}

    /** It ends when the bake time is over. */
    record Retire(Instance seen) implements Move {}

    record Done() implements Move {}
}
