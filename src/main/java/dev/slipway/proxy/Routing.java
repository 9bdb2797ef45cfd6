package dev.slipway.proxy;

import dev.slipway.route.Counts;
import dev.slipway.route.Endpoint;
import dev.slipway.route.Mode;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.route.Share;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * The table in force. A claim counts first and looks again: when a table has been replaced and a version's count is 0 after
 * that, no request can reach the version by the old one any more.
 */
final class Routing {
    private static final Mode.Maintenance NOBODY = new Mode.Maintenance(503, "", Duration.ofSeconds(1), List.of());

    private final IntSupplier draw;
    private final Map<PoolId, Tally> tallies = new HashMap<>();
    private volatile Table table;

    /** @param draw 0 to 999, each as likely as the others */
    Routing(IntSupplier draw) {
        this.draw = draw;
        this.table = new Table(RoutePlan.EMPTY, 0, List.of());
    }

    Table table() {
        return table;
    }

    Claim claim(Asked asked) {
        while (true) {
            Table now = table;
            if (now.mode() instanceof Mode.Hold hold) {
                return new Claim.OnHold(now, hold);
            }
            if (now.mode() instanceof Mode.Maintenance maintenance && !now.passes(maintenance, asked)) {
                return new Claim.Closed(maintenance);
            }
            Optional<Pool> chosen = now.choose(asked, draw.getAsInt());
            if (chosen.isEmpty()) {
                return new Claim.Closed(NOBODY);
            }
            Pool pool = chosen.get();
            pool.tally().enter();
            if (table == now) {
                return new Claim.Granted(now, pool);
            }
            pool.tally().leave();
        }
    }

    /** Puts this plan in force and lets the requests go that waited for it. One caller after the other. */
    void put(RoutePlan plan, long generation) {
        Map<Endpoint, Instance> known = new HashMap<>();
        table.pools().forEach(pool -> pool.instances().forEach(each -> known.put(each.endpoint(), each)));
        List<Instance> added = new ArrayList<>();
        plan.shares()
                .forEach(share -> share.endpoints()
                        .forEach(endpoint -> known.computeIfAbsent(endpoint, each -> {
                            added.add(new Instance(each));
                            return added.getLast();
                        })));
        // Before the lock: names may take their time, and who asks for counts need not wait for them.
        Instance.lookUp(added);
        put(plan, generation, known);
    }

    private synchronized void put(RoutePlan plan, long generation, Map<Endpoint, Instance> instances) {
        Table old = table;
        List<Pool> pools =
                plan.shares().stream().map(share -> pool(share, instances)).toList();
        table = new Table(plan, generation, pools);
        old.held().letGo();
        tallies.entrySet()
                .removeIf(each ->
                        plan.share(each.getKey()).isEmpty() && each.getValue().isUnused());
    }

    private Pool pool(Share share, Map<Endpoint, Instance> known) {
        List<Instance> instances = share.endpoints().stream()
                .map(endpoint -> Objects.requireNonNull(known.get(endpoint)))
                .toList();
        return new Pool(share.pool(), instances, tallies.computeIfAbsent(share.pool(), _ -> new Tally()));
    }

    /** Also of versions that the plan has let go, while requests are with them. */
    synchronized Map<PoolId, Counts> allCounts() {
        Map<PoolId, Counts> all = new HashMap<>();
        tallies.forEach((pool, tally) -> all.put(pool, tally.counts()));
        return all;
    }
}
