package dev.slipway.plan;

import dev.slipway.base.Data;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What expressions see of earlier runs: {@code last} and {@code previous}, each a mapping from a procedure's name to a run:
 * {@code {inputs: {…}, steps: {ID: {…}}, at: …, ending: …}}.
 */
public final class History {
    /** The {@code ending} of a run that {@code previous} may stand for. */
    public static final String SUCCEEDED = "succeeded";

    private History() {}

    /** Where earlier runs are found: {@code last} and {@code previous} of a service in an environment. */
    @FunctionalInterface
    public interface Kept {
        /** Nothing has run yet. */
        Kept NONE = (_, _) -> Map.of();

        Map<String, Data> of(String service, String environment);
    }

    /** As the procedure named by on-failure sees it: {@code last} is the failing run, {@code previous} the one to go back to. */
    public static Map<String, Data> whenFailing(Map<String, Data> history, String procedure, Data.Mapping failing) {
        Optional<Data> before = run(history, "last", procedure);
        Optional<Data> back = before.filter(History::succeeded).or(() -> run(history, "previous", procedure));
        Map<String, Data> all = new LinkedHashMap<>(history);
        all.put("last", with(history, "last", procedure, failing));
        all.put(
                "previous",
                back.map(run -> with(history, "previous", procedure, run))
                        .orElseGet(() -> new Data.Mapping(mapping(history.get("previous")))));
        return all;
    }

    private static Data with(Map<String, Data> history, String which, String procedure, Data run) {
        Map<String, Data> runs = new LinkedHashMap<>(mapping(history.get(which)));
        runs.put(procedure, run);
        return new Data.Mapping(runs);
    }

    private static Optional<Data> run(Map<String, Data> history, String which, String procedure) {
        return Optional.ofNullable(mapping(history.get(which)).get(procedure));
    }

    private static boolean succeeded(Data run) {
        return Data.of(SUCCEEDED).equals(mapping(run).get("ending"));
    }

    private static Map<String, Data> mapping(@Nullable Data data) {
        return data instanceof Data.Mapping mapping ? mapping.entries() : Map.of();
    }
}
