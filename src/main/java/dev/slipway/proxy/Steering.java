package dev.slipway.proxy;

import dev.slipway.route.Counts;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes the route plan, one change after the other: on disk first, then in force here and with a predecessor. */
final class Steering {
    private final Routing routing;
    private final @Nullable StateFile file;
    private final @Nullable Predecessor predecessor;
    private boolean handingOver;
    private boolean following;

    Steering(Routing routing, @Nullable StateFile file, @Nullable Predecessor predecessor) {
        this.routing = routing;
        this.file = file;
        this.predecessor = predecessor;
    }

    sealed interface Change {
        record Done() implements Change {}

        /** Another plan was put in force since that generation. */
        record Outdated() implements Change {}

        record Refused(String why) implements Change {}

        /** Not in this moment: another proxy is taking over, and will answer. */
        record Later() implements Change {}
    }

    /** Waits for nobody, also while a plan is being put in force. */
    StateFile.Kept live() {
        Table table = routing.table();
        return new StateFile.Kept(table.plan(), table.generation());
    }

    synchronized Change apply(RoutePlan plan, long generation) {
        if (handingOver || following) {
            return new Change.Later();
        }
        long now = routing.table().generation();
        if (generation != now) {
            return new Change.Outdated();
        }
        try {
            if (file != null) {
                file.write(plan, now + 1);
            }
        } catch (IOException e) {
            return new Change.Refused("the plan cannot be kept, so it is not put in force: " + e.getMessage());
        }
        put(plan, now + 1);
        return new Change.Done();
    }

    /** A plan that the successor has put in force; it keeps it on disk. */
    synchronized void follow(RoutePlan plan, long generation) {
        put(plan, generation);
    }

    private void put(RoutePlan plan, long generation) {
        routing.put(plan, generation);
        if (predecessor != null) {
            predecessor.follow(plan, generation);
        }
    }

    /** From now on the plan stays as it is; false when it is being handed over already. */
    synchronized boolean beginHandOver() {
        if (handingOver || following) {
            return false;
        }
        handingOver = true;
        return true;
    }

    synchronized void endHandOver() {
        handingOver = false;
    }

    /** From now on only the successor says what is done. */
    synchronized void followOnly() {
        following = true;
    }

    boolean hasPredecessor() {
        return predecessor != null && !predecessor.isGone();
    }

    /** Also of a version that the plan has let go, while requests are with it. */
    Optional<Counts> counts(PoolId pool) {
        Counts counts = allCounts().getOrDefault(pool, Counts.NONE);
        boolean needed = routing.table().pool(pool).isPresent() || counts.inFlight() > 0 || counts.streams() > 0;
        return needed ? Optional.of(counts) : Optional.empty();
    }

    Map<PoolId, Counts> allCounts() {
        Map<PoolId, Counts> all = new HashMap<>(routing.allCounts());
        if (predecessor != null) {
            predecessor.counts().forEach((pool, counts) -> all.merge(pool, counts, Counts::plus));
        }
        return all;
    }
}
