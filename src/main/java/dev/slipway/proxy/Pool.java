package dev.slipway.proxy;

import dev.slipway.route.PoolId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A version in one table. Its tally outlives the table; its endpoints need not. */
final class Pool {
    private final PoolId id;
    private final List<Instance> instances;
    private final Tally tally;
    private final AtomicInteger turn = new AtomicInteger();

    Pool(PoolId id, List<Instance> instances, Tally tally) {
        this.id = id;
        this.instances = List.copyOf(instances);
        this.tally = tally;
    }

    PoolId id() {
        return id;
    }

    Tally tally() {
        return tally;
    }

    int size() {
        return instances.size();
    }

    List<Instance> instances() {
        return instances;
    }

    /** Where a request begins to look for an endpoint: each gets its turn. */
    int nextTurn() {
        return instances.size() == 1 ? 0 : Math.floorMod(turn.getAndIncrement(), instances.size());
    }

    /** The first from {@code first} on that answers; where none did lately, the one that failed longest ago. */
    Instance at(int first, long now) {
        Instance oldest = instances.get(first);
        for (int i = 0; i < instances.size(); i++) {
            Instance instance = instances.get((first + i) % instances.size());
            if (!instance.isShunned(now)) {
                return instance;
            }
            oldest = instance.failedBefore(oldest) ? instance : oldest;
        }
        return oldest;
    }
}
