package dev.slipway.actions.deploy;

import dev.slipway.hands.Processes.Name;
import dev.slipway.hands.Processes.State;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What earlier releases of a service have left on this machine, when another has succeeded.
 *
 * @param lost what has no supervisor any more; nobody counts on it
 * @param old what has ended of versions to which nobody will go back
 */
record Leftovers(List<Name> lost, List<Name> old) {
    /**
     * @param all instances of the service
     * @param kept so many versions besides the needed ones stay
     * @param needed versions that are live, behind the front, or were before this release
     */
    static Leftovers of(List<Instance> all, Set<String> needed, int kept) {
        Map<String, List<Instance>> versions = all.stream()
                .filter(seen -> !needed.contains(seen.name().version()))
                .collect(Collectors.groupingBy(seen -> seen.name().version(), TreeMap::new, Collectors.toList()));
        versions.values().removeIf(seen -> seen.stream().anyMatch(Instance::kept));
        List<Name> lost = versions.values().stream()
                .flatMap(List::stream)
                .filter(seen -> seen.state() == State.LOST)
                .map(Instance::name)
                .toList();
        List<Name> old = versions.values().stream()
                .sorted(Comparator.comparing(Leftovers::latest).reversed())
                .skip(kept)
                .flatMap(List::stream)
                .filter(seen -> seen.state() == State.STOPPED)
                .map(Instance::name)
                .toList();
        return new Leftovers(lost, old);
    }

    private static Instant latest(List<Instance> version) {
        return version.stream()
                .map(Instance::since)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
