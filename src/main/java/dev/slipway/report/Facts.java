package dev.slipway.report;

import dev.slipway.base.Data;
import dev.slipway.plan.Plan;
import dev.slipway.run.Run;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a run says of itself, for headings. */
final class Facts {
    private Facts() {}

    static Map<String, String> inputs(Run run) {
        Map<String, String> inputs = new LinkedHashMap<>();
        run.ownInputs().forEach((name, value) -> {
            if (!(value instanceof Data.Nothing)) {
                inputs.put(name, value.plain());
            }
        });
        return inputs;
    }

    /** {@code Planner v1.2.3 → production}: the version is what people look for first. */
    static String title(Run run) {
        String version = inputs(run).getOrDefault("version", "");
        Plan.Title title = run.plan().title();
        return title.text() + (version.isEmpty() ? "" : " " + version) + " → " + title.environment();
    }
}
