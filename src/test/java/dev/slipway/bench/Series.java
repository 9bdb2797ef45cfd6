package dev.slipway.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The measured values of one thing, in milliseconds. */
record Series(String name, List<Double> values) {
    Series(String name) {
        this(name, new ArrayList<>());
    }

    void add(double millis) {
        values.add(millis);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    String last() {
        return String.format(Locale.ROOT, "%s %.3f", name, values.getLast());
    }

    double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
