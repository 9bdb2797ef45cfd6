package dev.slipway.actions.deploy;

import dev.slipway.actions.deploy.Move.Drain;
import dev.slipway.actions.deploy.Move.Steer;
import dev.slipway.actions.deploy.Move.Stop;
import dev.slipway.route.Mode;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The law of taking the first release of all back: nothing was live before it, and nothing is afterwards. */
final class Closing {
    private static final String PAGE = "There is no version to answer this at the moment.\n";

    private Closing() {}

    /** What a front does when there is no version that could answer. */
    static Mode closed() {
        return new Mode.Maintenance(503, PAGE, Duration.ofSeconds(10), List.of());
    }

    static boolean isOurs(Mode mode) {
        return mode.equals(closed());
    }

    /** @param world {@code theirs} are the instances of {@code pool} */
    static Move next(PoolId pool, World world) {
        Optional<RoutePlan> plan = world.plan();
        boolean behind = plan.flatMap(known -> known.share(pool)).isPresent();
        if (behind && plan.get().mode() instanceof Mode.Serve) {
            return new Steer(plan.get().in(closed()), "requests are refused with 503");
        }
        if (behind && !world.checks().drained().contains(pool.value())) {
            return new Drain(pool);
        }
        if (behind) {
            return new Steer(gone(plan.get(), pool), pool + " is not behind the front any more");
        }
        return world.theirs().stream()
                .filter(Instance::kept)
                .findFirst()
                .<Move>map(Stop::new)
                .orElseGet(Move.Done::new);
    }

    private static RoutePlan gone(RoutePlan plan, PoolId pool) {
        boolean alone = plan.shares().size() == 1;
        return alone ? new RoutePlan(List.of(), closed(), List.of(), plan.sticky()) : plan.without(pool);
    }
}
