package dev.slipway.plan;

import dev.slipway.base.Problem;
import dev.slipway.runbook.FrontMatter;
import dev.slipway.runbook.Runbook;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What asking for a plan gives. */
public sealed interface Planning {

    record Planned(Plan plan) implements Planning {}

    /** The document cannot be planned: all problems at once. */
    record Refused(List<Problem> problems) implements Planning {
        public Refused {
            problems = problems.stream().sorted().toList();
        }
    }

    /** Something must be told first. */
    record Wanting(List<FrontMatter.Input> inputs) implements Planning {}

    /** The words of the request are off: one sentence and what to do. */
    record Unusable(String says, String help) implements Planning {}

    /**
     * @param files other documents that calls lead to, by path relative to the runbook; read beforehand
     * @param what a procedure's name, {@code #section}, or empty for the only one or {@code release}
     * @param told inputs as typed on the command line
     * @param history asked once, and only where an expression names {@code last} or {@code previous}
     */
    record Request(
            Runbook runbook,
            Map<String, Runbook> files,
            Optional<String> what,
            Optional<String> environment,
            Map<String, String> told,
            History.Kept history) {}
}
