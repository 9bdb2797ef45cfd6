package dev.slipway.plan;

import dev.slipway.plan.OutputFlow.Certainty;
import dev.slipway.runbook.FrontMatter.Variable;
import java.util.List;
import java.util.Set;

/** Whether every variable that a shell step reads has been set by then. */
final class VariableFlow {
    VariableFlow(Set<String> inputs, List<Variable> env, Certainty certainty, Problems problems) {}

    void check(List<Draft> drafts) {}
}
