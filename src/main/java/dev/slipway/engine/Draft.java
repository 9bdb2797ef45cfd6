package dev.slipway.engine;

import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import dev.slipway.plan.Plan;
import dev.slipway.runbook.FrontMatter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What asking for a plan of a document gives. */
public sealed interface Draft {

    /** @param sources every file that was compiled, by the name that spans use */
    record Ready(Plan plan, Path document, Map<String, Source> sources) implements Draft {}

    record Refused(List<Problem> problems, Map<String, Source> sources) implements Draft {}

    /** Inputs that nobody has told yet. */
    record Wanting(List<FrontMatter.Input> inputs) implements Draft {}

    record Unusable(String says, String help) implements Draft {}

    /** @param what a procedure's name or {@code #section}; empty for the only one or {@code release} */
    record Wish(Path document, Optional<String> what, Optional<String> environment, Map<String, String> told) {
        public Wish {
            told = Map.copyOf(told);
        }

        public Wish and(Map<String, String> more) {
            Map<String, String> all = new LinkedHashMap<>(told);
            all.putAll(more);
            return new Wish(document, what, environment, all);
        }
    }
}
