package dev.slipway.actions.judge;

import java.util.Map;

/** One line of metrics: a name with labels, and its value. */
record Series(String name, Map<String, String> labels, double value) {
    Series {
        labels = Map.copyOf(labels);
    }

    String label(String key) {
        return labels.getOrDefault(key, "");
    }
}
