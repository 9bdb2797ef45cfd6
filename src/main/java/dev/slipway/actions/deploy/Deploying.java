package dev.slipway.actions.deploy;

import static dev.slipway.hands.Demand.percent;

import dev.slipway.actions.deploy.Goal.Leaving;
import dev.slipway.actions.deploy.Version.Strategy;
import dev.slipway.base.Data;
import dev.slipway.docker.EngineFailure;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Site;
import dev.slipway.hands.Traffic.Feature;
import dev.slipway.hands.TrafficFailure;
import dev.slipway.route.Endpoint;
import dev.slipway.route.Mode;
import dev.slipway.route.Pin;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.route.Share;
import dev.slipway.run.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One step's release, forward or back: sets the goal, and says how it ended. */
final class Deploying {
    private final Rollout rollout;
    private final Instances instances;
    private final Site site;
    private final Memory memory;
    private final Optional<Site.Front> front;

    Deploying(Rollout rollout, Instances instances, Site site, Memory memory) {
        this.rollout = rollout;
        this.instances = instances;
        this.site = site;
        this.memory = memory;
        this.front = rollout.traffic().map(site::front);
    }

    /** Why it cannot begin now. */
    Optional<String> refused() throws InterruptedException {
        try {
            Optional<RoutePlan> live = plan();
            return refusal(live, before(live));
        } catch (TrafficFailure failure) {
            return Optional.of(failure.says());
        }
    }

    Outcome forward() throws InterruptedException {
        try (Visitor visitor = new Visitor()) {
            Remembered before;
            Optional<String> written = memory.recall();
            if (written.isPresent()) {
                before = Remembered.read(written.get());
            } else {
                Optional<RoutePlan> live = plan();
                before = before(live)
                        .whenHeld(live.filter(plan -> plan.mode() instanceof Mode.Hold)
                                .isPresent());
                Optional<String> refused = refusal(live, before);
                if (refused.isPresent()) {
                    return new Outcome.Failed(refused.get());
                }
                // Before anything changes: an undo must know what there was.
                memory.remember(before.written());
            }
            return stoppable(before, new Following(rollout, instances, site, visitor));
        } catch (TrafficFailure failure) {
            return new Outcome.Failed(failure.says());
        } catch (EngineFailure failure) {
            return new Outcome.Failed(failure.says());
        }
    }

    /** Whoever stops it in the middle does not want that requests wait for it. */
    private Outcome stoppable(Remembered before, Following release) throws InterruptedException {
        try {
            return forward(before, release);
        } catch (InterruptedException stopped) {
            letGo(before, release);
            throw stopped;
        }
    }

    private static void letGo(Remembered before, Following release) throws InterruptedException {
        if (!before.held()) {
            release.letGo();
        }
    }

    private Outcome forward(Remembered before, Following release) throws InterruptedException {
        if (before.failed()) {
            return takenBack("it had failed when Slipway ended", before, release);
        }
        Instant began = site.now();
        Optional<String> failure = release.reach(goal(before), Following.Course.FORWARD);
        if (failure.isEmpty()) {
            release.tidy(before.previous());
            String after = before.previous().map(old -> " after " + old).orElse("");
            return new Outcome.Succeeded(
                    rollout.version() + " has all requests" + after + ", in "
                            + Patience.said(Duration.between(began, site.now())),
                    outputs(before));
        }
        memory.remember(before.afterFailure().written());
        site.say(failure.get());
        return takenBack(failure.get(), before, release);
    }

    private Outcome takenBack(String failure, Remembered before, Following release) throws InterruptedException {
        site.say("taking it back");
        Instant turned = site.now();
        Optional<String> stuck = takeBack(before, release);
        // Whoever tries it once more means it.
        memory.remember(before.tried().written());
        return new Outcome.Failed(
                stuck.isPresent()
                        ? failure + "; and it could not be taken back: " + stuck.get()
                        : failure + "; " + asBefore(before) + " after "
                                + Patience.said(Duration.between(turned, site.now())));
    }

    private String asBefore(Remembered before) {
        if (before.same()) {
            return before.kept().isEmpty()
                    ? "no " + instances.noun() + " of " + rollout.version() + " ran before either"
                    : rollout.version() + " is live, as before";
        }
        return before.previous().map(old -> old + " has all requests again").orElse("nothing is live, as before");
    }

    private Map<String, Data> outputs(Remembered before) {
        Map<String, Data> outputs = new LinkedHashMap<>();
        outputs.put("version", Data.of(rollout.version()));
        outputs.put("previous", Data.of(before.previous().map(PoolId::value).orElse("")));
        return outputs;
    }

    Outcome back() throws InterruptedException {
        Optional<String> written = memory.recall();
        if (written.isEmpty()) {
            return new Outcome.Succeeded("it had not begun", Map.of());
        }
        Remembered before = Remembered.read(written.get());
        if (before.same() && before.kept().isEmpty()) {
            // Nothing of it ran, and nobody wants that again.
            return new Outcome.Succeeded(rollout.version() + " was live before as well", Map.of());
        }
        try (Visitor visitor = new Visitor()) {
            Following release = new Following(rollout, instances, site, visitor);
            Optional<String> strange = overtaken(before);
            if (strange.isPresent()) {
                letGo(before, release);
                return new Outcome.Failed(strange.get());
            }
            return takeBack(before, release)
                    .<Outcome>map(Outcome.Failed::new)
                    .orElseGet(() -> new Outcome.Succeeded(asBefore(before), Map.of()));
        } catch (TrafficFailure failure) {
            return new Outcome.Failed(failure.says());
        } catch (EngineFailure failure) {
            return new Outcome.Failed(failure.says());
        }
    }

    /** Why it is stuck, or empty; then nobody is left waiting for a version that does not come. */
    private Optional<String> takeBack(Remembered before, Following release) throws InterruptedException {
        Optional<String> stuck;
        try {
            Optional<PoolId> previous = before.previous();
            if (before.same()) {
                stuck = release.narrow(rollout.pool(), before.kept());
            } else {
                stuck = previous.isPresent()
                        ? release.reach(goalBack(previous.get(), before), Following.Course.BACK)
                        : release.close(rollout.pool());
            }
        } catch (TrafficFailure failure) {
            stuck = Optional.of(failure.says());
        } catch (EngineFailure failure) {
            stuck = Optional.of(failure.says());
        }
        if (stuck.isPresent()) {
            letGo(before, release);
        }
        return stuck;
    }

    private Optional<RoutePlan> plan() throws InterruptedException {
        return front.isPresent() ? Optional.of(front.get().traffic().read().plan()) : Optional.empty();
    }

    private Goal goal(Remembered before) throws InterruptedException {
        return new Goal(
                rollout.pool(),
                rollout.instances(),
                rollout.manner(before),
                before.same() ? Optional.empty() : before.previous(),
                before.previous().isPresent() ? pin() : Optional.empty(),
                !rollout.smoke().isEmpty(),
                rollout.kept().isZero() ? Leaving.STOPPED : Leaving.KEPT_WARM);
    }

    private Goal goalBack(PoolId previous, Remembered before) {
        return new Goal(
                previous,
                before.instances(),
                rollout.strategy() == Strategy.IN_PLACE
                        ? rollout.manner(before)
                        : new Goal.Manner.Staged(List.of(Stage.ALL_AT_ONCE)),
                Optional.of(rollout.pool()),
                Optional.empty(),
                false,
                Leaving.STOPPED);
    }

    private Optional<Pin> pin() throws InterruptedException {
        if (front.isEmpty()
                || rollout.strategy() == Strategy.IN_PLACE
                || !front.get().traffic().can().features().contains(Feature.PINS)) {
            return Optional.empty();
        }
        if (front.get().entrance().isEmpty()) {
            site.say(front.get().name()
                    + " has no 'url': the new version is asked directly, and not the way of a visitor");
            return Optional.empty();
        }
        return Optional.of(Pinned.of(front.get().traffic().read().plan(), rollout.pool()));
    }

    /** What is live now, and with how many processes of ours. */
    private Remembered before(Optional<RoutePlan> live) throws InterruptedException {
        List<Instance> kept = kept();
        // What a front does not lead to yet is replaced in place all the same: two of it are not wanted.
        boolean unseen = live.flatMap(RoutePlan::leading).isEmpty() && rollout.strategy() == Strategy.IN_PLACE;
        if (live.isEmpty() || unseen) {
            Optional<String> running = kept.stream()
                    .map(seen -> seen.name().version())
                    .filter(other -> !other.equals(rollout.version()))
                    .findFirst();
            Set<Integer> mine = numbers(kept, rollout.version());
            return running.isEmpty() && !mine.isEmpty()
                    ? Remembered.same(mine)
                    : Remembered.other(
                            running.map(PoolId::new),
                            numbers(kept, running.orElse("")).size());
        }
        Optional<PoolId> leading = live.get().leading();
        if (leading.filter(rollout.pool()::equals).isPresent()) {
            return Remembered.same(numbers(kept, rollout.version()));
        }
        return Remembered.other(
                leading, leading.map(pool -> ours(live.get(), pool, kept)).orElse(0));
    }

    private List<Instance> kept() throws InterruptedException {
        return instances.list().stream().filter(Instance::kept).toList();
    }

    private static Set<Integer> numbers(List<Instance> kept, String of) {
        return kept.stream()
                .filter(seen -> seen.isOf(of))
                .map(seen -> seen.name().number())
                .collect(Collectors.toSet());
    }

    /** All of its endpoints are processes of ours, or none counts. */
    private static int ours(RoutePlan live, PoolId pool, List<Instance> kept) {
        List<Endpoint> endpoints = live.share(pool).map(Share::endpoints).orElse(List.of());
        List<Endpoint> known = Instance.endpoints(
                kept.stream().filter(seen -> seen.isOf(pool.value())).toList());
        return known.containsAll(endpoints) ? endpoints.size() : 0;
    }

    private Optional<String> refusal(Optional<RoutePlan> live, Remembered before) throws InterruptedException {
        List<Instance> mine =
                kept().stream().filter(seen -> seen.isOf(rollout.version())).toList();
        Optional<String> foreign = foreign(live);
        if (foreign.isPresent()) {
            return foreign;
        }
        if (live.isPresent()) {
            List<Share> served = live.get().shares().stream()
                    .filter(share -> share.permille() > 0)
                    .toList();
            if (served.size() > 1) {
                return Optional.of(between(served));
            }
            // An instance that has another address since is there and has no requests.
            boolean found = ours(live.get(), new PoolId(rollout.version()), mine) > 0;
            if (before.same() && mine.size() >= rollout.instances() && found) {
                return Optional.of(rollout.version() + " is live already behind "
                        + front.orElseThrow().name() + ": there is nothing to release");
            }
        } else if (mine.size() >= rollout.instances() && before.previous().isEmpty()) {
            return Optional.of(rollout.name() + " " + rollout.version() + " runs already: there is nothing to release");
        }
        boolean gap = before.previous().isPresent()
                && ContainerInstances.BY_HAND.equals(before.previous().get().value())
                && numbers(kept(), ContainerInstances.BY_HAND).stream().anyMatch(number -> number > before.instances());
        if (gap) {
            return Optional.of(
                    "the containers of " + rollout.name() + " that run are not numbered from 1, so they could not"
                            + " be gone back to: make them anew first, with 'docker compose rm' and 'up'");
        }
        boolean stranger = before.previous().isPresent() && before.instances() == 0;
        return stranger && rollout.strategy() != Strategy.BLUE_GREEN && rollout.strategy() != Strategy.CANARY
                ? Optional.of("the " + plural(instances.noun()) + " of "
                        + before.previous().get()
                        + " are not Slipway's, which cannot end and start them: release by blue-green first")
                : Optional.empty();
    }

    /**
     * An instance is known by its name alone. One that another environment has started has that one's variables, and this front's
     * visitors have no business there; what is behind this front already has only changed its environment's name.
     */
    private Optional<String> foreign(Optional<RoutePlan> live) throws InterruptedException {
        List<Endpoint> behind = live.map(RoutePlan::shares).orElse(List.of()).stream()
                .flatMap(share -> share.endpoints().stream())
                .toList();
        String here = environment(site);
        return kept().stream()
                .filter(seen -> !seen.origin().environment().isEmpty()
                        && !seen.origin().environment().equals(here))
                .filter(seen -> !seen.isAt(behind))
                .findFirst()
                .map(seen -> seen.name() + " runs for the environment "
                        + seen.origin().environment()
                        + ", with its variables: two environments that share a state folder need two names, such as name: "
                        + rollout.name() + "-" + here);
    }

    private static String plural(String noun) {
        return noun.endsWith("s") ? noun + "es" : noun + "s";
    }

    /** Empty where nobody says. */
    static String environment(Site site) {
        return Optional.ofNullable(site.roots().get("environment"))
                .map(Data::plain)
                .orElse("");
    }

    private String between(List<Share> served) {
        List<String> shares = new ArrayList<>();
        served.forEach(share -> shares.add(share.pool() + " " + percent(share.permille())));
        return front.orElseThrow().name() + " serves " + String.join(" and ", shares)
                + ": an earlier release has not ended; give everything to one of them first, with traffic.shift";
    }

    /** Somebody has released something else since: going back would take that away. */
    private Optional<String> overtaken(Remembered before) throws InterruptedException {
        Optional<PoolId> leading = plan().flatMap(RoutePlan::leading);
        boolean known = leading.isEmpty() || leading.get().equals(rollout.pool()) || leading.equals(before.previous());
        return known
                ? Optional.empty()
                : Optional.of(leading.get() + " is live now, which is neither " + rollout.version() + " nor "
                        + before.previous().map(PoolId::value).orElse("nothing") + ": it was released since");
    }
}
