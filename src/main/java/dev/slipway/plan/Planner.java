package dev.slipway.plan;

import dev.slipway.plan.Choice.Chosen;
import dev.slipway.plan.Library.Document;
import dev.slipway.runbook.Runbook;
import java.util.Optional;

/** Makes plans. The same request gives the same plan. */
public final class Planner {
    private final Actions actions;
    private final Optional<Document> known;

    public Planner(Actions actions) {
        this(actions, Optional.empty());
    }

    private Planner(Actions actions, Optional<Document> known) {
        this.actions = actions;
        this.known = known;
    }

    /** For many plans of one runbook, which is looked through once. */
    public Planner of(Runbook runbook) {
        return new Planner(actions, Optional.of(Document.of(runbook, "")));
    }

    public Planning plan(Planning.Request request) {
        return switch (Choice.of(request)) {
            case Choice.Unclear(String says, String help) -> new Planning.Unusable(says, help);
            case Chosen chosen -> new Drafting(request, chosen, actions, library(request)).plan();
        };
    }

    private Library library(Planning.Request request) {
        Document main = known.filter(document -> document.runbook().equals(request.runbook()))
                .orElseGet(() -> Document.of(request.runbook(), ""));
        return new Library(main, request.files());
    }
}
