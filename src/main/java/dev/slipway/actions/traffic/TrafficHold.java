package dev.slipway.actions.traffic;

import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.hands.Demand;
import dev.slipway.hands.Site;
import dev.slipway.hands.Traffic.Feature;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Front;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.route.Mode;
import dev.slipway.run.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code traffic.hold}: lets the requests of a front wait. */
public final class TrafficHold implements Action<TrafficHold.Hold> {

    public record Hold(
            @Doc("The front whose requests wait") @Front String traffic,

            @Doc("How long a request waits at most, before it gets 504") @Standard("60s")
            Duration atMost,

            @Doc("How many may wait; more get 503") @Standard("1000")
            int queued) {
        public Hold {
            new Mode.Hold(atMost, queued);
        }
    }

    @Override
    public String name() {
        return "traffic.hold";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "lets the requests of a front wait";
    }

    @Override
    public String doc() {
        return "New requests wait, and those that are under way go on. At the end of the run, however that ends, the front serves"
                + " again, unless traffic.resume has let it before.";
    }

    @Override
    public String example() {
        return "traffic.hold: {traffic: web, at-most: 30s}";
    }

    @Override
    public Parameters<Hold> parameters() {
        return RecordParameters.of(Hold.class);
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public List<Demand> demands(Data.Mapping parameters) {
        return Demand.of(parameters, Set.of(Feature.HOLD), Set.of());
    }

    @Override
    public boolean held() {
        return true;
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        return Preview.line(
                "requests of " + shown.text("traffic", "?") + " wait, at most " + shown.text("at-most", "60s"));
    }

    @Override
    public Optional<String> undoPreview(Data.Mapping parameters) {
        return Optional.of("serve again");
    }

    @Override
    public Outcome perform(Hold hold, Site site) throws InterruptedException {
        return new Turning(site, hold.traffic())
                .enter(new Mode.Hold(hold.atMost(), hold.queued()), "requests of " + hold.traffic() + " wait");
    }

    @Override
    public Outcome undo(Hold hold, Site site) throws InterruptedException {
        return new Turning(site, hold.traffic()).leave();
    }
}
