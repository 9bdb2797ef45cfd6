package dev.slipway.engine;

import dev.slipway.hands.Action;
import dev.slipway.hands.Site;
import dev.slipway.plan.PlannedStep.Work;
import dev.slipway.plan.Templated;
import dev.slipway.plan.Templated.Resolution;
import dev.slipway.run.Outcome;
import dev.slipway.run.Sighting;

/** An action with its parameters bound, when the step begins and every value is known. */
final class Actions {
    private Actions() {}

    interface Bound<P extends Record> {
        Outcome perform() throws InterruptedException;

        Outcome undo() throws InterruptedException;

        Sighting look() throws InterruptedException;
    }

    static <P extends Record> Bound<?> bind(Action<P> action, Work.Typed typed, Site site) {
        return switch (Templated.resolve(typed.parameters(), site.roots())) {
            case Resolution.Unresolved unresolved -> new Unbound(unresolved.says());
            case Resolution.Resolved resolved -> bound(action, resolved, site);
        };
    }

    @SuppressWarnings("unchecked")
    private static <P extends Record> Bound<?> bound(Action<P> action, Resolution.Resolved resolved, Site site) {
        P parameters;
        try {
            parameters = (P) action.parameters().bind(resolved.data());
        } catch (IllegalArgumentException e) {
            return new Unbound(String.valueOf(e.getMessage()));
        }
        return new Bound<P>() {
            @Override
            public Outcome perform() throws InterruptedException {
                return action.perform(parameters, site);
            }

            @Override
            public Outcome undo() throws InterruptedException {
                return action.undo(parameters, site);
            }

            @Override
            public Sighting look() throws InterruptedException {
                return action.look(parameters, site);
            }
        };
    }

    /** A value could not be had, so nothing is done. */
    private record Unbound(String says) implements Bound<Unbound> {
        @Override
        public Outcome perform() {
            return new Outcome.Failed(says);
        }

        @Override
        public Outcome undo() {
            return new Outcome.Failed(says);
        }

        @Override
        public Sighting look() {
            return new Sighting.Unknown(says);
        }
    }
}
