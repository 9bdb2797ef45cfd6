package dev.slipway.actions.migrate;

import dev.slipway.base.Data;
import dev.slipway.plan.History;
import dev.slipway.schema.Stay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** On which revisions earlier releases stood, by what their steps have left in the record. */
final class Stays {
    private Stays() {}

    /**
     * @param roots what expressions see: {@code previous} and {@code last}, each a run for each procedure
     * @param input that names a release's version
     * @param schema whose revisions they are
     */
    static List<Stay> of(Map<String, Data> roots, String input, String schema) {
        List<Stay> all = new ArrayList<>();
        Map<String, Data> last = entries(roots.get("last"));
        entries(roots.get("previous")).forEach((procedure, data) -> {
            Map<String, Data> run = entries(data);
            stays(run, input, schema, "revision").forEach(all::add);
            // It stood there until the next release began, whatever was migrated between the two.
            Optional<String> version = text(entries(run.get("inputs")), input);
            for (Stay next : stays(entries(last.get(procedure)), input, schema, "before")) {
                version.ifPresent(own -> all.add(new Stay(own, next.revision(), next.since())));
            }
        });
        last.values().stream()
                .map(Stays::entries)
                .filter(run ->
                        text(run, "ending").filter(History.SUCCEEDED::equals).isPresent())
                .forEach(run -> all.addAll(stays(run, input, schema, "revision")));
        return all;
    }

    private static List<Stay> stays(Map<String, Data> run, String input, String schema, String output) {
        Optional<String> version = text(entries(run.get("inputs")), input);
        List<Stay> all = new ArrayList<>();
        for (Data step : entries(run.get("steps")).values()) {
            Map<String, Data> outputs = entries(step);
            if (text(outputs, "schema").filter(schema::equals).isPresent()) {
                text(outputs, output)
                        .ifPresent(revision -> version.ifPresent(own ->
                                all.add(new Stay(own, revision, text(run, "at").orElse("")))));
            }
        }
        return all;
    }

    private static Optional<String> text(Map<String, Data> entries, String name) {
        return Optional.ofNullable(entries.get(name)).map(Data::plain).filter(text -> !text.isEmpty());
    }

    private static Map<String, Data> entries(@Nullable Data data) {
        return data instanceof Data.Mapping mapping ? mapping.entries() : Map.of();
    }
}
