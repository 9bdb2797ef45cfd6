package dev.slipway.plan;

import dev.slipway.base.Phrase;
import dev.slipway.base.Span;
import dev.slipway.plan.PlannedStep.Guard;
import dev.slipway.runbook.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A planned step with what its making showed.
 *
 * @param source the document's step; empty for gates and questions
 * @param reads outputs that its guards and parameters read
 * @param decidedBy inputs that its guards read
 * @param mentions inputs that it cannot do without once its guards hold
 */
record Draft(
        PlannedStep planned,
        Reached.Phased phase,
        Span span,
        Optional<Step> source,
        List<OutputRead> reads,
        Set<String> decidedBy,
        Set<String> mentions) {

    Draft {
        reads = List.copyOf(reads);
        decidedBy = Set.copyOf(decidedBy);
        mentions = Set.copyOf(mentions);
    }

    /**
     * @param before how many of the step's guards are known to hold when this is read
     * @param maker the action that the step must be for its output to be of use; empty where any will do
     */
    record OutputRead(String step, Optional<String> output, Phrase source, int before, Optional<String> maker) {
        OutputRead(String step, Optional<String> output, Phrase source, int before) {
            this(step, output, source, before, Optional.empty());
        }

        OutputRead by(Map<String, String> makers) {
            return new OutputRead(step, output, source, before, Optional.ofNullable(makers.get(step)));
        }
    }

    /** Guards as comparable texts: two steps under one condition share it. */
    List<String> guardKeys() {
        return planned.guards().stream().map(Draft::key).toList();
    }

    static String key(Guard guard) {
        return switch (guard) {
            case Guard.Given given -> "if " + given.expression();
            case Guard.Answered answered -> "answered " + answered.question();
        };
    }

    /** Whether this happened whenever a reader, of whose guards the first {@code count} hold, comes to its turn. */
    boolean certainFor(Draft reader, int count) {
        Set<String> holding = new HashSet<>(reader.guardKeys().subList(0, count));
        return holding.containsAll(guardKeys());
    }

    Set<String> allMentions() {
        Set<String> all = new HashSet<>(decidedBy);
        all.addAll(mentions);
        return all;
    }

    static List<PlannedStep> planned(List<Draft> drafts) {
        List<PlannedStep> all = new ArrayList<>();
        drafts.forEach(draft -> all.add(draft.planned()));
        return all;
    }
}
