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
import dev.slipway.route.Network;
import dev.slipway.run.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code traffic.maintenance}: answers the requests of a front with a page. */
public final class TrafficMaintenance implements Action<TrafficMaintenance.Maintenance> {

    public record Maintenance(
            @Doc("The front that answers by itself") @Front String traffic,

            @Doc("The status of its answers") @Standard("503")
            int status,

            @Doc("The text of its answers") @Standard("We are back in a moment.")
            String page,

            @Doc("When visitors may try again") @Standard("1m")
            Duration retryAfter,

            @Doc("Networks that are served all the same: [10.0.0.0/8]") @Standard("")
            List<String> bypass) {
        public Maintenance {
            new Mode.Maintenance(
                    status, page, retryAfter, bypass.stream().map(Network::of).toList());
        }

        Mode mode() {
            return new Mode.Maintenance(
                    status, page, retryAfter, bypass.stream().map(Network::of).toList());
        }
    }

    @Override
    public String name() {
        return "traffic.maintenance";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "answers the requests of a front with a page";
    }

    @Override
    public String doc() {
        return "Every request is answered at once, and none reaches a version, except from the networks of 'bypass'. At the end of"
                + " the run, however that ends, the front serves again, unless traffic.open has let it before.";
    }

    @Override
    public String example() {
        return "traffic.maintenance: {traffic: web, retry-after: 5m, bypass: [10.0.0.0/8]}";
    }

    @Override
    public Parameters<Maintenance> parameters() {
        return RecordParameters.of(Maintenance.class);
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public List<Demand> demands(Data.Mapping parameters) {
        return Demand.of(parameters, Set.of(Feature.MAINTENANCE), Set.of());
    }

    @Override
    public boolean held() {
        return true;
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        return Preview.line(shown.text("traffic", "?") + " answers " + shown.text("status", "503") + " to everybody"
                + (shown.texts("bypass").isEmpty() ? "" : " but " + String.join(", ", shown.texts("bypass"))));
    }

    @Override
    public Optional<String> undoPreview(Data.Mapping parameters) {
        return Optional.of("serve again");
    }

    @Override
    public Outcome perform(Maintenance maintenance, Site site) throws InterruptedException {
        return new Turning(site, maintenance.traffic())
                .enter(maintenance.mode(), maintenance.traffic() + " is in maintenance");
    }

    @Override
    public Outcome undo(Maintenance maintenance, Site site) throws InterruptedException {
        return new Turning(site, maintenance.traffic()).leave();
    }
}
