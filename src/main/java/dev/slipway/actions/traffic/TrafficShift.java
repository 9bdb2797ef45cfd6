package dev.slipway.actions.traffic;

import dev.slipway.base.Data;
import dev.slipway.base.Nearest;
import dev.slipway.hands.Action;
import dev.slipway.hands.Demand;
import dev.slipway.hands.Site;
import dev.slipway.hands.Traffic.Feature;
import dev.slipway.hands.TrafficFailure;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Front;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.route.Share;
import dev.slipway.run.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code traffic.shift}: gives a version a share of the requests. */
public final class TrafficShift implements Action<TrafficShift.Shift> {

    public record Shift(
            @Doc("The front whose requests are shared out") @Front
            String traffic,

            @Doc("The version, as it is called behind the front")
            String to,

            @Doc("Its share of the requests; the others share the rest as before") @Standard("100%")
            String share) {
        public Shift {
            new PoolId(to);
            permille(share);
        }

        private static int permille(String share) {
            return Share.permille(share)
                    .filter(permille -> permille <= Share.WHOLE)
                    .orElseThrow(() ->
                            new IllegalArgumentException("'" + share + "' is not a share: write it as 25% or 0.5%"));
        }

        int permille() {
            return permille(share);
        }

        PoolId pool() {
            return new PoolId(to);
        }
    }

    @Override
    public String name() {
        return "traffic.shift";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "gives a version a share of the requests";
    }

    @Override
    public String doc() {
        return "Between versions that are behind the front already. A process of that version that Slipway keeps only for a while is"
                + " called back first, so that it does not end.";
    }

    @Override
    public String example() {
        return "traffic.shift: {traffic: web, to: v1.2.3, share: 25%}";
    }

    @Override
    public Parameters<Shift> parameters() {
        return RecordParameters.of(Shift.class);
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public List<Demand> demands(Data.Mapping parameters) {
        return Demand.of(parameters, features(parameters), shares(parameters));
    }

    private static Set<Feature> features(Data.Mapping parameters) {
        return new Preview(parameters).text("share", "100%").equals("100%") ? Set.of() : Set.of(Feature.SHARES);
    }

    private static Set<Integer> shares(Data.Mapping parameters) {
        return Share.permille(new Preview(parameters).text("share", "100%"))
                .map(Set::of)
                .orElse(Set.of());
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        return Preview.line(
                shown.text("share", "100%") + " of " + shown.text("traffic", "?") + " to " + shown.text("to", "?"));
    }

    @Override
    public Optional<String> undoPreview(Data.Mapping parameters) {
        return Optional.of("the shares of before");
    }

    @Override
    public Outcome perform(Shift shift, Site site) throws InterruptedException {
        try {
            RoutePlan plan = site.front(shift.traffic()).traffic().read().plan();
            Optional<Share> share = plan.share(shift.pool());
            if (share.isEmpty()) {
                List<String> known =
                        plan.shares().stream().map(each -> each.pool().value()).toList();
                return new Outcome.Failed(shift.to() + " is not behind " + shift.traffic() + ". "
                        + Nearest.help("Its versions", shift.to(), known).replaceAll("\\.$", ""));
            }
            Optional<String> ending = shift.permille() > 0 ? Warm.callBack(share.get(), site) : Optional.empty();
            if (ending.isPresent()) {
                return new Outcome.Failed(ending.get());
            }
            if (site.recall().isEmpty()) {
                site.remember(Shares.written(plan));
            }
        } catch (TrafficFailure failure) {
            return new Outcome.Failed(failure.says());
        }
        return new Turning(site, shift.traffic())
                .turn(
                        plan -> plan.shifted(shift.pool(), shift.permille()),
                        Demand.percent(shift.permille()) + " of " + shift.traffic() + " to " + shift.to());
    }

    @Override
    public Outcome undo(Shift shift, Site site) throws InterruptedException {
        Optional<String> before = site.recall();
        if (before.isEmpty()) {
            return new Outcome.Succeeded("it had not begun", Map.of());
        }
        try {
            for (Share share :
                    site.front(shift.traffic()).traffic().read().plan().shares()) {
                Optional<String> ending =
                        Shares.of(before.get(), share.pool()) > 0 ? Warm.callBack(share, site) : Optional.empty();
                if (ending.isPresent()) {
                    return new Outcome.Failed(ending.get());
                }
            }
        } catch (TrafficFailure failure) {
            return new Outcome.Failed(failure.says());
        }
        return new Turning(site, shift.traffic()).turn(plan -> Shares.back(before.get(), plan), "the shares of before");
    }
}
