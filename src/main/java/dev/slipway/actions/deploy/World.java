package dev.slipway.actions.deploy;

import dev.slipway.route.Endpoint;
import dev.slipway.route.RoutePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is observed: all but {@code checks} as the world itself says it.
 *
 * @param plan what the front does; empty where there is none
 * @param mine the instances of the goal's version, by number
 * @param theirs those of its rival, also such as have ended
 */
record World(Optional<RoutePlan> plan, List<Instance> mine, List<Instance> theirs, Checks checks) {

    World {
        mine = List.copyOf(mine);
        theirs = List.copyOf(theirs);
    }

    /**
     * What this process of Slipway has found out, and the next one finds out again.
     *
     * @param ready numbers of instances that answered
     * @param observed stages that were watched to their end
     * @param drained ports and versions that have no request any more
     */
    record Checks(Set<Integer> ready, boolean probed, boolean smoked, int observed, Set<String> drained) {
        static final Checks NONE = new Checks(Set.of(), false, false, 0, Set.of());

        Checks {
            ready = Set.copyOf(ready);
            drained = Set.copyOf(drained);
        }

        Checks withReady(Set<Integer> more) {
            Set<Integer> all = new TreeSet<>(ready);
            all.addAll(more);
            return new Checks(all, probed, smoked, observed, drained);
        }

        Checks withProbed() {
            return new Checks(ready, true, smoked, observed, drained);
        }

        Checks withSmoked() {
            return new Checks(ready, probed, true, observed, drained);
        }

        Checks withObserved(int stages) {
            return new Checks(ready, probed, smoked, stages, drained);
        }

        Checks withDrained(String what) {
            Set<String> all = new TreeSet<>(drained);
            all.add(what);
            return new Checks(ready, probed, smoked, observed, all);
        }
    }

    Optional<Instance> mine(int number) {
        return mine.stream().filter(seen -> seen.name().number() == number).findFirst();
    }

    /** Where my instances up to this number listen. */
    List<Endpoint> endpoints(int upTo) {
        List<Endpoint> all = new ArrayList<>();
        for (int number = 1; number <= upTo; number++) {
            mine(number).flatMap(Instance::endpoint).ifPresent(all::add);
        }
        return all;
    }
}
