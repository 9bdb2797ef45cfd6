package dev.slipway.actions.deploy;

import dev.slipway.base.Data;
import dev.slipway.operations.Json;
import dev.slipway.route.PoolId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was live before this release began: the one thing that the world cannot tell afterwards.
 *
 * @param instances how many processes of Slipway's it had; 0 when they were not Slipway's
 * @param same the version was live already, with processes missing
 * @param kept the numbers of the version's own processes that ran already
 * @param held requests waited already, because somebody else wants it
 * @param failed it has failed, and what was begun is taken back: a crash on the way back is no second chance
 */
record Remembered(
        Optional<PoolId> previous, int instances, boolean same, Set<Integer> kept, boolean held, boolean failed) {

    Remembered {
        kept = Set.copyOf(kept);
    }

    /** Another version was live, or none. */
    static Remembered other(Optional<PoolId> previous, int instances) {
        return new Remembered(previous, instances, false, Set.of(), false, false);
    }

    static Remembered same(Set<Integer> kept) {
        return new Remembered(Optional.empty(), 0, true, kept, false, false);
    }

    Remembered whenHeld(boolean before) {
        return new Remembered(previous, instances, same, kept, before, failed);
    }

    Remembered afterFailure() {
        return new Remembered(previous, instances, same, kept, held, true);
    }

    Remembered tried() {
        return new Remembered(previous, instances, same, kept, held, false);
    }

    String written() {
        return new Data.Mapping(Map.of(
                        "previous", Data.of(previous.map(PoolId::value).orElse("")),
                        "instances", Data.of(instances),
                        "same", Data.of(same),
                        "kept",
                                new Data.Listing(new TreeSet<>(kept)
                                        .stream().map(Data::of).toList()),
                        "held", Data.of(held),
                        "failed", Data.of(failed)))
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
        Set<Integer> kept = new TreeSet<>();
        if (all.get("kept") instanceof Data.Listing(List<Data> numbers)) {
            numbers.forEach(number -> kept.add(((Data.Num) number).value().intValueExact()));
        }
        return new Remembered(previous, instances, is(all, "same"), kept, is(all, "held"), is(all, "failed"));
    }

    private static boolean is(Map<String, Data> all, String name) {
        return Data.of(true).equals(all.get(name));
    }
}
