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

/** {@code traffic.open}: ends the maintenance of a front. */
public final class TrafficOpen implements Action<TrafficOpen.Opened> {

    public record Opened(
            @Doc("The front that serves again") @Front String traffic) {}

    @Override
    public String name() {
        return "traffic.open";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "ends the maintenance of a front";
    }

    @Override
    public String doc() {
        return "Releases traffic.maintenance: the front serves, and nothing is left to be done about it at the end of the run.";
    }

    @Override
    public String example() {
        return "traffic.open: {traffic: web}";
    }

    @Override
    public Parameters<Opened> parameters() {
        return RecordParameters.of(Opened.class);
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
        return Optional.of("traffic.maintenance");
    }

    @Override
    public String preview(Data.Mapping parameters) {
        return Preview.line(new Preview(parameters).text("traffic", "?") + " serves again");
    }

    @Override
    public Outcome perform(Opened opened, Site site) throws InterruptedException {
        return new Turning(site, opened.traffic()).serve();
    }
}
