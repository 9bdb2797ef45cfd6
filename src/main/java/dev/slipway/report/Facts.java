package dev.slipway.report;

import dev.slipway.base.Data;
import dev.slipway.plan.Plan;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a plan says of itself, for headings. */
final class Facts {
    private Facts() {}

    static Map<String, String> inputs(Plan plan) {
        Map<String, String> inputs = new LinkedHashMap<>();
        plan.inputs().forEach((name, value) -> {
            if (!(value instanceof Data.Nothing)) {
                inputs.put(name, value.plain());
            }
        });
        return inputs;
    }

    /** {@code Planner v1.2.3 → production}: the version is what people look for first. */
    static String title(Plan plan) {
        String version = inputs(plan).getOrDefault("version", "");
        return plan.title().text() + (version.isEmpty() ? "" : " " + version) + " → "
                + plan.title().environment();
    }
}
