package dev.slipway.engine;

import dev.slipway.base.Problem;
import dev.slipway.hands.ActionList;
import dev.slipway.hands.Place;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Planner;
import dev.slipway.plan.Planning;
import dev.slipway.runbook.Runbook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From a file to a plan: reads the document and what it calls, what went before, and asks the shells about their syntax. */
final class Drafting {
    private final Chronicle chronicle;
    private final ActionList actions;
    private final Place here;
    private final Surroundings self;

    Drafting(Chronicle chronicle, ActionList actions, Place here, Surroundings self) {
        this.chronicle = chronicle;
        this.actions = actions;
        this.here = here;
        this.self = self;
    }

    Draft draft(Draft.Wish wish) throws InterruptedException {
        Shelf shelf = new Shelf(self.directory(), wish.document());
        Optional<Runbook> runbook = shelf.read();
        if (runbook.isEmpty()) {
            return new Draft.Refused(shelf.problems(), shelf.sources());
        }
        Planning planning = new Planner(actions).plan(request(wish, shelf, runbook.get()));
        return switch (planning) {
            case Planning.Refused refused -> refused(shelf, refused.problems());
            case Planning.Wanting _, Planning.Unusable _, Planning.Planned _
            when !shelf.problems().isEmpty() -> refused(shelf, List.of());
            case Planning.Wanting wanting -> new Draft.Wanting(wanting.inputs());
            case Planning.Unusable unusable -> new Draft.Unusable(unusable.says(), unusable.help());
            case Planning.Planned planned -> checked(wish, shelf, planned.plan());
        };
    }

    private Planning.Request request(Draft.Wish wish, Shelf shelf, Runbook runbook) {
        return new Planning.Request(
                runbook, shelf.called(), wish.what(), wish.environment(), wish.told(), chronicle::of);
    }

    private static Draft refused(Shelf shelf, List<Problem> more) {
        List<Problem> all = new ArrayList<>(shelf.problems());
        all.addAll(more);
        return new Draft.Refused(all.stream().distinct().sorted().toList(), shelf.sources());
    }

    private Draft checked(Draft.Wish wish, Shelf shelf, Plan plan) throws InterruptedException {
        List<Problem> problems = new ShellSyntax(here, new SourceLines(shelf.sources())).check(List.of(plan));
        Path document = self.directory().resolve(wish.document()).normalize();
        return problems.isEmpty() ? new Draft.Ready(plan, document, shelf.sources()) : refused(shelf, problems);
    }
}
