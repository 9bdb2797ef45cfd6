package dev.slipway.house;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Two packages that need each other are one package. The floors forbid it between rooms, this within one. */
final class NoCycles implements Rule {

    @Override
    public Stream<String> broken(Code code) {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (JavaClass type : code.classes()) {
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getPackageName())
                    .filter(code.packages()::contains)
                    .filter(name -> !name.equals(type.getPackageName()))
                    .forEach(name -> uses.computeIfAbsent(type.getPackageName(), _ -> new TreeSet<>())
                            .add(name));
        }
        return uses.keySet().stream()
                .filter(name -> reachable(name, uses).contains(name))
                .map(name -> name + " needs itself, by way of " + String.join(" or ", backTo(name, uses)));
    }

    private static Set<String> backTo(String name, Map<String, Set<String>> uses) {
        Set<String> ways = new TreeSet<>(uses.get(name));
        ways.removeIf(way -> !reachable(way, uses).contains(name));
        return ways;
    }

    private static Set<String> reachable(String from, Map<String, Set<String>> uses) {
        Set<String> seen = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(uses.getOrDefault(from, Set.of()));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (seen.add(next)) {
                open.addAll(uses.getOrDefault(next, Set.of()));
            }
        }
        return seen;
    }
}
