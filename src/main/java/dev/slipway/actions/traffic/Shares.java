package dev.slipway.actions.traffic;

import dev.slipway.base.Data;
import dev.slipway.operations.Json;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.route.Share;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The shares that versions had, as a step writes them down. */
final class Shares {
    private Shares() {}

    static String written(RoutePlan plan) {
        Map<String, Data> all = new LinkedHashMap<>();
        plan.shares().forEach(share -> all.put(share.pool().value(), Data.of(share.permille())));
        return new Data.Mapping(all).json();
    }

    /** 0 for a version that was not there. */
    static int of(String written, PoolId pool) {
        return ((Data.Mapping) Json.read(written)).entries().get(pool.value()) instanceof Data.Num share
                ? share.value().intValueExact()
                : 0;
    }

    /** The plan with these shares; refused when a version that had one is gone. */
    static RoutePlan back(String written, RoutePlan plan) {
        List<Share> shares = plan.shares().stream()
                .map(share -> share.at(of(written, share.pool())))
                .toList();
        if (shares.stream().mapToInt(Share::permille).sum() != Share.WHOLE) {
            throw new IllegalArgumentException("a version that had a share before is not behind the front any more");
        }
        return new RoutePlan(shares, plan.mode(), plan.pins(), plan.sticky());
    }
}
