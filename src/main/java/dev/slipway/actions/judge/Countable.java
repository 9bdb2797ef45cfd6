package dev.slipway.actions.judge;

import dev.slipway.judge.Gauge;
import dev.slipway.judge.Trigger;
import java.util.List;
import java.util.Optional;

/** What a source can tell; a rule that nothing is counted for would hold for ever. */
record Countable(boolean baseline, boolean times, boolean connections) {
    static final Countable ALL = new Countable(true, true, true);

    /** What the first rule that cannot be judged lacks, in one sentence; empty when all can. */
    Optional<String> lacking(List<Trigger> triggers) {
        if (triggers.isEmpty() && !baseline) {
            return Optional.of(
                    "there is nothing to judge by: give a baseline beside the candidate, 'before', or a rule");
        }
        return triggers.stream().flatMap(trigger -> lacking(trigger).stream()).findFirst();
    }

    private Optional<String> lacking(Trigger trigger) {
        if (!(trigger instanceof Trigger.Above above)) {
            return Optional.empty();
        }
        String rule = "'" + above.text() + "' ";
        if (above.needsBaseline() && !baseline) {
            return Optional.of(rule + "has no baseline to compare with: give one beside the candidate, or 'before'");
        }
        if (above.gauge().isTime() && !times) {
            return Optional.of(rule + "needs 'times': the histogram of how long requests take");
        }
        return above.gauge() instanceof Gauge.Unreachable && !connections
                ? Optional.of(rule + "is counted by fronts: watch it with 'traffic'")
                : Optional.empty();
    }
}
