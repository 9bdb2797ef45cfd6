package dev.slipway.actions.traffic;

import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.hands.Demand;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Front;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.plan.Preview;
import dev.slipway.run.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code traffic.open} and {@code traffic.resume}: a front that was closed, or let requests wait, serves again. */
public final class TrafficServe implements Action<TrafficServe.Again> {
    private final String name;
    private final String summary;
    private final String released;

    private TrafficServe(String name, String summary, String released) {
        this.name = name;
        this.summary = summary;
        this.released = released;
    }

    public static TrafficServe open() {
        return new TrafficServe("traffic.open", "ends the maintenance of a front", "traffic.maintenance");
    }

    public static TrafficServe resume() {
        return new TrafficServe("traffic.resume", "lets waiting requests go on", "traffic.hold");
    }

    public record Again(
            @Doc("The front that serves again") @Front String traffic) {}

    @Override
    public String name() {
        return name;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return summary;
    }

    @Override
    public String doc() {
        return "Releases " + released
                + ": the front serves, and nothing is left to be done about it at the end of the run.";
    }

    @Override
    public String example() {
        return name + ": {traffic: web}";
    }

    @Override
    public Parameters<Again> parameters() {
        return RecordParameters.of(Again.class);
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public List<Demand> demands(Data.Mapping parameters) {
        return Demand.of(parameters, Set.of(), Set.of());
    }

    @Override
    public Optional<String> releases() {
        return Optional.of(released);
    }

    @Override
    public String preview(Data.Mapping parameters) {
        return Preview.line(new Preview(parameters).text("traffic", "?") + " serves again");
    }

    @Override
    public Outcome perform(Again again, Site site) throws InterruptedException {
        return new Turning(site, again.traffic()).serve();
    }
}
