package dev.slipway.actions.deploy;

import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.hands.Demand;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Patience.Seen;
import dev.slipway.hands.Site;
import dev.slipway.hands.Steering;
import dev.slipway.hands.Steering.Steered;
import dev.slipway.hands.Traffic;
import dev.slipway.hands.Traffic.Feature;
import dev.slipway.hands.TrafficFailure;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Front;
import dev.slipway.parameters.OneOf;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.route.Pin;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.run.Outcome;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code check.smoke}: several requests in order, with what must hold of each answer. */
public final class CheckSmoke implements Action<CheckSmoke.Smoke> {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    @OneOf({"traffic", "url"})
    public record Smoke(
            @Doc("The front through which one asks") @Front Optional<String> traffic,

            @Doc("The address before each path") Optional<URI> url,

            @Doc("The version behind the front that answers, whatever share it has")
            Optional<String> version,

            @Doc("The requests in order; each sees what those before it captured")
            List<SmokeRequest> requests,

            @Doc("Try all again until they succeed, for so long")
            Optional<Duration> within,

            @Doc("How long to wait between tries") @Standard("2s")
            Duration every) {
        public Smoke {
            version.ifPresent(PoolId::new);
            if (requests.isEmpty()) {
                throw new IllegalArgumentException("'requests' is empty");
            }
            if (version.isPresent() && traffic.isEmpty()) {
                throw new IllegalArgumentException("'version' goes with 'traffic'");
            }
        }
    }

    @Override
    public String name() {
        return "check.smoke";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "several requests in order succeed, through a front or not";
    }

    @Override
    public String doc() {
        return "With 'version' the requests carry a secret header that leads them to that version behind the front; no visitor"
                + " can know it, and it is valid only while they are asked. What a request captures is $name in the paths,"
                + " bodies and headers of those that follow.";
    }

    @Override
    public String example() {
        return "check.smoke: {traffic: web, requests: [{get: /health, json: \"json.status == 'ok'\"},"
                + " {post: /orders, status: 201, capture: {id: json.id}}, {get: /orders/$id, text: open}]}";
    }

    @Override
    public Parameters<Smoke> parameters() {
        return RecordParameters.of(Smoke.class);
    }

    @Override
    public List<String> variables(Data.Mapping parameters) {
        return parameters.entries().get("requests") instanceof Data.Listing(List<Data> requests)
                ? SmokeTest.variables(requests)
                : List.of();
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        int count = shown.texts("requests").size();
        String where = shown.text("traffic").or(() -> shown.text("url")).orElse("?");
        return Preview.line(count
                + (count == 1 ? " request to " : " requests to ")
                + shown.text("version").map(version -> version + " behind ").orElse("")
                + where.replaceAll("\\?.+", "?…")
                + shown.phrase(" within ", "within"));
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public List<Demand> demands(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        Set<Feature> features = shown.text("version").isPresent() ? Set.of(Feature.PINS) : Set.of();
        return Demand.of(parameters, features, Set.of());
    }

    @Override
    public Outcome perform(Smoke smoke, Site site) throws InterruptedException {
        try (Visitor visitor = new Visitor()) {
            if (smoke.url().isPresent()) {
                return ask(smoke, site, visitor, new Way(smoke.url().get(), null));
            }
            Site.Front front = site.front(smoke.traffic().orElseThrow());
            Optional<URI> entrance = front.entrance();
            if (entrance.isEmpty()) {
                return new Outcome.Failed("nobody says where " + front.name()
                        + " takes requests: declare its 'url' below 'traffic' in the front matter");
            }
            return smoke.version().isEmpty()
                    ? ask(smoke, site, visitor, new Way(entrance.get(), null))
                    : pinned(smoke, site, visitor, entrance.get());
        } catch (TrafficFailure failure) {
            return new Outcome.Failed(failure.says());
        }
    }

    private record Way(URI base, @Nullable Pin pin) {}

    private static Outcome pinned(Smoke smoke, Site site, Visitor visitor, URI entrance) throws InterruptedException {
        Traffic traffic = site.front(smoke.traffic().orElseThrow()).traffic();
        PoolId pool = new PoolId(smoke.version().orElseThrow());
        RoutePlan live = traffic.read().plan();
        if (live.share(pool).isEmpty()) {
            return new Outcome.Failed(pool + " is not behind " + smoke.traffic().get());
        }
        Pin pin = Pinned.of(live, pool);
        if (new Steering(traffic).steer(plan -> Pinned.into(plan, pin)) instanceof Steered.Refused(String why)) {
            return new Outcome.Failed(why);
        }
        try {
            return ask(smoke, site, visitor, new Way(entrance, pin));
        } finally {
            new Steering(traffic).steer(Pinned::outOf);
        }
    }

    private static Outcome ask(Smoke smoke, Site site, Visitor visitor, Way way) throws InterruptedException {
        SmokeTest test = new SmokeTest(smoke.requests(), site.environment());
        return new Patience(smoke.every(), smoke.within())
                .await(
                        site,
                        LONGEST,
                        _ -> test.failure(visitor, way.base(), way.pin())
                                .<Seen>map(Seen.Otherwise::new)
                                .orElseGet(
                                        () -> new Seen.AsWanted(smoke.requests().size()
                                                + (smoke.requests().size() == 1
                                                        ? " request succeeded"
                                                        : " requests succeeded"))));
    }
}
