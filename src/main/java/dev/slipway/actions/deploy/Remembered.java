package dev.slipway.actions.deploy;

import dev.slipway.base.Data;
import dev.slipway.operations.Json;
import dev.slipway.route.PoolId;
import java.util.Map;
import java.util.Optional;

/**
 * What was live before this release began: the one thing that the world cannot tell afterwards.
 *
 * @param instances how many processes of Slipway's it had; 0 when they were not Slipway's
 * @param same the version was live already, with processes missing
 */
record Remembered(Optional<PoolId> previous, int instances, boolean same) {

    String written() {
        return new Data.Mapping(Map.of(
                        "previous", Data.of(previous.map(PoolId::value).orElse("")),
                        "instances", Data.of(instances),
                        "same", Data.of(same)))
                .json();
    }

    static Remembered read(String text) {
        Map<String, Data> all = ((Data.Mapping) Json.read(text)).entries();
        Optional<PoolId> previous = Optional.ofNullable(all.get("previous"))
                .map(Data::plain)
                .filter(name -> !name.isEmpty())
                .map(PoolId::new);
        int instances =
                all.get("instances") instanceof Data.Num count ? count.value().intValueExact() : 0;
        return new Remembered(previous, instances, Data.of(true).equals(all.get("same")));
    }
}
