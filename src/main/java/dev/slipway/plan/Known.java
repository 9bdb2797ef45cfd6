package dev.slipway.plan;

import dev.slipway.base.Data;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is certain when the plan is made.
 *
 * @param inputs the values that are bound
 * @param open the inputs that are not: told late, or not yet
 * @param earlier whether {@code last} and {@code previous} are those of the request; not in an on-failure procedure
 */
record Known(Map<String, Data> inputs, Set<String> open, String environment, Earlier earlier) {

    sealed interface Earlier {
        record Runs(Past past) implements Earlier {}

        record Unknown() implements Earlier {}
    }

    boolean holds(List<String> path) {
        return switch (path.getFirst()) {
            case "inputs" -> path.size() > 1 ? !open.contains(path.get(1)) : open.isEmpty();
            case "environment" -> true;
            case "last", "previous" ->
                switch (earlier) {
                    case Earlier.Runs _ -> true;
                    case Earlier.Unknown _ -> false;
                };
            default -> false;
        };
    }

    Map<String, Data> roots() {
        Map<String, Data> roots = new LinkedHashMap<>();
        roots.put("inputs", new Data.Mapping(inputs));
        roots.put("environment", Data.of(environment));
        if (earlier instanceof Earlier.Runs(Past past)) {
            roots.put("last", past.runs().getOrDefault("last", new Data.Mapping(Map.of())));
            roots.put("previous", past.runs().getOrDefault("previous", new Data.Mapping(Map.of())));
        }
        return roots;
    }
}
