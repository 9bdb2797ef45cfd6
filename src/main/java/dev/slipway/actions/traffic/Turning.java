package dev.slipway.actions.traffic;

import dev.slipway.hands.Site;
import dev.slipway.hands.Steering;
import dev.slipway.hands.Steering.Steered;
import dev.slipway.hands.TrafficFailure;
import dev.slipway.route.Mode;
import dev.slipway.route.RoutePlan;
import dev.slipway.run.Outcome;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Changes the plan of one front, and says how it ended. */
record Turning(Site site, String name) {

    Outcome turn(UnaryOperator<RoutePlan> change, String summary) throws InterruptedException {
        try {
            return switch (new Steering(site.front(name).traffic()).steer(change)) {
                case Steered.Done _ -> new Outcome.Succeeded(summary, Map.of());
                case Steered.Refused(String why) -> new Outcome.Failed(why);
            };
        } catch (TrafficFailure failure) {
            return new Outcome.Failed(failure.says());
        }
    }

    /**
     * Into a mode from serving, remembering what there was. A front that is in another mode already, which somebody else
     * must have wanted, is not touched.
     */
    Outcome enter(Mode mode, String summary) throws InterruptedException {
        try {
            if (site.recall().isEmpty()) {
                Mode now = site.front(name).traffic().read().plan().mode();
                if (!(now instanceof Mode.Serve)) {
                    return new Outcome.Failed(name + " does not serve now: " + words(now));
                }
                site.remember("serving");
            }
        } catch (TrafficFailure failure) {
            return new Outcome.Failed(failure.says());
        }
        return turn(plan -> plan.in(mode), summary);
    }

    /** Serving again, if this step had begun to change that. */
    Outcome leave() throws InterruptedException {
        return site.recall().isEmpty() ? new Outcome.Succeeded("it had not begun", Map.of()) : serve();
    }

    Outcome serve() throws InterruptedException {
        return turn(
                plan -> {
                    if (plan.shares().isEmpty()) {
                        throw new IllegalArgumentException(
                                name + " has no version that could serve: release one first");
                    }
                    return plan.in(new Mode.Serve());
                },
                name + " serves");
    }

    private static String words(Mode mode) {
        return switch (mode) {
            case Mode.Serve _ -> "it serves";
            case Mode.Hold _ -> "its requests wait already";
            case Mode.Maintenance _ -> "it is in maintenance already, or has no version yet";
        };
    }
}
