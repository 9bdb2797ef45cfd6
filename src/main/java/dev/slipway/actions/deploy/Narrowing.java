package dev.slipway.actions.deploy;

import dev.slipway.actions.deploy.Move.DrainOne;
import dev.slipway.actions.deploy.Move.Steer;
import dev.slipway.actions.deploy.Move.Stop;
import dev.slipway.route.Endpoint;
import dev.slipway.route.PoolId;
import dev.slipway.route.Share;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The law of taking a repair or a larger number of instances back: the version was live before and stays so, with the instances
 * that it had; the others end.
 */
final class Narrowing {
    private Narrowing() {}

    /** @param world {@code mine} are the instances of {@code pool} */
    static Move next(PoolId pool, Set<Integer> before, World world) {
        List<Instance> more = world.mine().stream()
                .filter(seen -> seen.kept() && !before.contains(seen.name().number()))
                .toList();
        if (more.isEmpty()) {
            return new Move.Done();
        }
        List<Endpoint> others = Instance.endpoints(more);
        List<Endpoint> stay = Instance.endpoints(world.mine().stream()
                .filter(seen -> seen.kept() && before.contains(seen.name().number()))
                .toList());
        Optional<Share> share = world.plan().flatMap(plan -> plan.share(pool));
        boolean reached = share.filter(known -> known.endpoints().stream().anyMatch(others::contains))
                .isPresent();
        if (reached && stay.isEmpty()) {
            // Nothing that ran before is left: whoever has requests now keeps them.
            return new Move.Done();
        }
        if (reached) {
            return new Steer(world.plan().orElseThrow().with(pool, stay), pool + " has its requests as before");
        }
        Instance first = more.getFirst();
        boolean quiet = world.plan().isEmpty()
                || world.checks().drained().contains(first.name().toString());
        return quiet ? new Stop(first) : new DrainOne(first);
    }
}
