package dev.slipway.kills;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was seen. */
final class Tally {
    private final Map<String, Integer> counts = new TreeMap<>();

    void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    int of(String what) {
        return counts.getOrDefault(what, 0);
    }

    @Override
    public String toString() {
        return counts.entrySet().stream()
                .map(e -> "%6d  %s%n".formatted(e.getValue(), e.getKey()))
                .collect(Collectors.joining());
    }
}
