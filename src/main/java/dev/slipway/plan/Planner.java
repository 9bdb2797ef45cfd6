package dev.slipway.plan;

import dev.slipway.plan.Choice.Chosen;

/** Makes plans. The same request gives the same plan. */
public final class Planner {
    private final Actions actions;

    public Planner(Actions actions) {
        this.actions = actions;
    }

    public Planning plan(Planning.Request request) {
        return switch (Choice.of(request)) {
            case Choice.Unclear(String says, String help) -> new Planning.Unusable(says, help);
            case Chosen chosen -> new Drafting(request, chosen, actions).plan();
        };
    }
}
