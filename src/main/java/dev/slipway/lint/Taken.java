package dev.slipway.lint;

import java.util.Map;
import java.util.TreeMap;

/** Stretches of a document that are spoken for. */
final class Taken {
    private final TreeMap<Integer, Integer> ends = new TreeMap<>();

    /** @return whether nothing had it before */
    boolean take(int from, int to) {
        Map.Entry<Integer, Integer> before = ends.lowerEntry(to);
        if (before != null && before.getValue() > from) {
            return false;
        }
        ends.put(from, to);
        return true;
    }
}
