package dev.slipway.actions.migrate;

import dev.slipway.base.Data;
import dev.slipway.plan.History;
import dev.slipway.schema.Stay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** On which revisions earlier releases stood, by what their steps have left in the record. */
final class Stays {
    private Stays() {}

    /**
     * Oldest first, whatever procedure they were of.
     *
     * @param roots what expressions see: {@code previous} and {@code last}, each a run for each procedure
     * @param input that names a release's version
     * @param schema whose revisions they are
     */
    static List<Stay> of(Map<String, Data> roots, String input, String schema) {
        List<Stay> all = new ArrayList<>();
        entries(roots.get("previous")).values().stream()
                .map(Stays::entries)
                .forEach(run -> stay(run, input, schema).ifPresent(all::add));
        entries(roots.get("last")).values().stream()
                .map(Stays::entries)
                .filter(run ->
                        text(run, "ending").filter(History.SUCCEEDED::equals).isPresent())
                .forEach(run -> stay(run, input, schema).ifPresent(all::add));
        all.sort(Comparator.comparing(stay -> began(stay.since())));
        return all;
    }

    /** As words they would not do: {@code 14:00:00.5Z} comes before {@code 14:00:00Z}. */
    private static Instant began(String since) {
        return since.isEmpty() ? Instant.MIN : Instant.parse(since);
    }

    /** Where the schema was when the release had done with it: what an earlier step saw, the version never ran on. */
    private static Optional<Stay> stay(Map<String, Data> run, String input, String schema) {
        return entries(run.get("steps")).values().stream()
                .map(Stays::entries)
                .filter(outputs ->
                        text(outputs, "schema").filter(schema::equals).isPresent())
                .flatMap(outputs -> text(outputs, "revision").stream())
                .reduce((_, later) -> later)
                .flatMap(revision -> text(entries(run.get("inputs")), input)
                        .map(version ->
                                new Stay(version, revision, text(run, "at").orElse(""))));
    }

    private static Optional<String> text(Map<String, Data> entries, String name) {
        return Optional.ofNullable(entries.get(name)).map(Data::plain).filter(text -> !text.isEmpty());
    }

    private static Map<String, Data> entries(@Nullable Data data) {
        return data instanceof Data.Mapping mapping ? mapping.entries() : Map.of();
    }
}
