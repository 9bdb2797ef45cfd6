package dev.slipway.actions.deploy;

import dev.slipway.actions.deploy.Instances.Starting;
import dev.slipway.actions.deploy.World.Checks;
import dev.slipway.docker.EngineFailure;
import dev.slipway.hands.Ask.Question;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Processes.Name;
import dev.slipway.hands.Site;
import dev.slipway.hands.Steering;
import dev.slipway.hands.Traffic;
import dev.slipway.hands.Traffic.Applying;
import dev.slipway.hands.Traffic.Draining;
import dev.slipway.hands.Traffic.Live;
import dev.slipway.hands.TrafficFailure;
import dev.slipway.route.Endpoint;
import dev.slipway.route.Mode;
import dev.slipway.route.Pin;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.run.Outcome;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Obeys the law of a release: looks, asks what is next, does it, until nothing is left to do or something cannot be done. */
final class Following {
    /** A proxy that is handed over to its successor is away for a moment. */
    private static final Duration AWAY = Duration.ofSeconds(15);

    /** An engine that is started anew ends its containers first. */
    private static final Duration ENGINE_AWAY = Duration.ofMinutes(1);

    /** A proxy that was just told may need a moment until all of it knows. */
    private static final Patience SHORTLY = new Patience(Duration.ofMillis(100), Optional.of(Duration.ofSeconds(5)));

    private static final Duration PAUSE = Duration.ofMillis(500);
    /** The same move so often without any effect: somebody works against it. */
    private static final int MOST_REPEATS = 5;

    enum Course {
        FORWARD,
        BACK
    }

    private final Rollout rollout;
    private final Instances instances;
    private final Site site;
    private final Optional<Site.Front> front;
    private final Visitor visitor;
    private final Set<Name> started = new TreeSet<>();
    private Checks checks = Checks.NONE;
    private long generation;
    private @Nullable Watching watching;

    Following(Rollout rollout, Instances instances, Site site, Visitor visitor) {
        this.rollout = rollout;
        this.instances = instances;
        this.site = site;
        this.front = rollout.traffic().map(site::front);
        this.visitor = visitor;
    }

    /** Why it could not be reached; empty when it was. */
    Optional<String> reach(Goal goal, Course course) throws InterruptedException {
        checks = Checks.NONE;
        started.clear();
        return follow(
                () -> Release.next(goal, world(look(), goal.pool(), goal.rival())), move -> obey(move, goal, course));
    }

    /** After a release: what nobody will go back to is let go. It has succeeded, whatever becomes of this. */
    void tidy(Optional<PoolId> previous) throws InterruptedException {
        try {
            Set<String> needed = new TreeSet<>(Set.of(rollout.version()));
            previous.ifPresent(pool -> needed.add(pool.value()));
            look().map(RoutePlan::shares)
                    .orElse(List.of())
                    .forEach(share -> needed.add(share.pool().value()));
            Leftovers leftovers = Leftovers.of(instances.list(), needed, instances.remembered());
            for (Name name : leftovers.lost()) {
                // What somebody is connected to serves another front, perhaps.
                if (instances.connections(name) == 0) {
                    instances.stop(name);
                }
            }
            for (Name name : leftovers.old()) {
                instances.forget(name);
                site.say(name + " is forgotten, with its log");
            }
        } catch (TrafficFailure failure) {
            site.say(failure.says());
        } catch (EngineFailure failure) {
            site.say(failure.says());
        } catch (UncheckedIOException failure) {
            site.say("what earlier versions have left could not be cleared away: "
                    + Objects.requireNonNull(failure.getCause()).getMessage());
        }
    }

    /** Back to nothing at all. */
    Optional<String> close(PoolId pool) throws InterruptedException {
        checks = Checks.NONE;
        return follow(
                () -> Closing.next(pool, new World(look(), List.of(), of(pool), checks)),
                move -> obey(move, nothing(pool), Course.BACK));
    }

    /** Back to the instances that the version had before. */
    Optional<String> narrow(PoolId pool, Set<Integer> before) throws InterruptedException {
        checks = Checks.NONE;
        return follow(
                () -> Narrowing.next(pool, before, world(look(), pool, Optional.empty())),
                move -> obey(move, nothing(pool), Course.BACK));
    }

    private static Goal nothing(PoolId pool) {
        Goal.Manner atOnce = new Goal.Manner.Staged(List.of(Stage.ALL_AT_ONCE));
        return new Goal(pool, 0, atOnce, Optional.empty(), Optional.empty(), false, Goal.Leaving.STOPPED);
    }

    /**
     * Requests that wait are served, where the version that has them runs, else refused: a release that does not go on does
     * not let anybody wait for it.
     */
    void letGo() throws InterruptedException {
        if (front.isEmpty()) {
            return;
        }
        try {
            List<Endpoint> ours = Instance.endpoints(
                    instances.list().stream().filter(Instance::kept).toList());
            new Steering(traffic())
                    .steer(plan -> plan.mode() instanceof Mode.Hold ? plan.in(instead(plan, ours)) : plan);
        } catch (TrafficFailure failure) {
            site.say(failure.says());
        } catch (EngineFailure failure) {
            site.say(failure.says());
        }
    }

    private static Mode instead(RoutePlan plan, List<Endpoint> ours) {
        boolean answers = plan.leading()
                .flatMap(plan::share)
                .filter(share -> ours.containsAll(share.endpoints()))
                .isPresent();
        return answers ? new Mode.Serve() : Closing.closed();
    }

    private interface Law {
        Move next() throws InterruptedException;
    }

    private interface Obeying {
        Optional<String> obey(Move move) throws InterruptedException;
    }

    private Optional<String> follow(Law law, Obeying deed) throws InterruptedException {
        @Nullable Move last = null;
        int repeats = 0;
        @Nullable Instant away = null;
        while (true) {
            try {
                Move move = law.next();
                if (move instanceof Move.Done) {
                    return Optional.empty();
                }
                repeats = move.equals(last) ? repeats + 1 : 0;
                if (repeats > MOST_REPEATS) {
                    return Optional.of("what was done does not last: somebody works against it");
                }
                last = move;
                Optional<String> failure = deed.obey(move);
                if (failure.isPresent()) {
                    return failure;
                }
                away = null;
            } catch (TrafficFailure failure) {
                away = waited(away, AWAY, failure, failure.says());
            } catch (EngineFailure failure) {
                away = waited(away, ENGINE_AWAY, failure, failure.says());
            }
        }
    }

    /** Since when nobody answers; throws what nobody can wait for any longer. */
    private Instant waited(@Nullable Instant away, Duration atMost, RuntimeException failure, String says)
            throws InterruptedException {
        Instant since = away == null ? site.now() : away;
        if (Duration.between(since, site.now()).compareTo(atMost) > 0) {
            throw failure;
        }
        if (away == null) {
            site.say(says);
        }
        site.pause(PAUSE);
        return since;
    }

    private Optional<RoutePlan> look() throws InterruptedException {
        if (front.isEmpty()) {
            return Optional.empty();
        }
        Live live = front.get().traffic().read();
        generation = live.generation();
        return Optional.of(live.plan());
    }

    private World world(Optional<RoutePlan> plan, PoolId pool, Optional<PoolId> rival) throws InterruptedException {
        List<Instance> ours = instances.list();
        return new World(
                plan, of(ours, pool), rival.map(other -> of(ours, other)).orElse(List.of()), checks);
    }

    private List<Instance> of(PoolId pool) throws InterruptedException {
        return of(instances.list(), pool);
    }

    private static List<Instance> of(List<Instance> ours, PoolId pool) {
        return ours.stream().filter(seen -> seen.isOf(pool.value())).toList();
    }

    private Optional<String> obey(Move move, Goal goal, Course course) throws InterruptedException {
        return switch (move) {
            case Move.Start(int number) ->
                start(new Name(rollout.name(), goal.pool().value(), number), course);
            case Move.Recall(Instance seen) -> {
                instances.recall(seen.name());
                yield Optional.empty();
            }
            case Move.AwaitReady(var numbers) -> {
                List<Instance> waited = of(goal.pool()).stream()
                        .filter(seen -> numbers.contains(seen.name().number()))
                        .toList();
                Optional<String> silent = readiness().await(waited);
                checks = checks.withReady(numbers);
                yield silent;
            }
            case Move.Steer(RoutePlan wanted, String says) -> steer(wanted, says);
            case Move.Probe _ -> probe(goal);
            case Move.Smoke _ -> smoke(goal);
            case Move.Observe(int index, Stage stage) -> {
                Optional<String> fired = watch(goal, stage);
                checks = checks.withObserved(index + 1);
                yield fired;
            }
            case Move.Drain(PoolId pool) -> drain(pool);
            case Move.DrainOne(Instance seen) -> drain(seen);
            case Move.Stop(Instance seen) -> {
                instances.stop(seen.name());
                site.say(seen.name() + " has ended");
                yield Optional.empty();
            }
            case Move.Retire(Instance seen) -> {
                instances.retire(seen.name(), site.now().plus(rollout.kept()));
                site.say(seen.name() + " stays without requests for " + Patience.said(rollout.kept())
                        + ", and then ends");
                yield Optional.empty();
            }
            case Move.Done _ -> Optional.empty();
        };
    }

    private Optional<String> watch(Goal goal, Stage stage) throws InterruptedException {
        try {
            return watching().watch(goal, stage);
        } catch (IllegalArgumentException unreadable) {
            return Optional.of(String.valueOf(unreadable.getMessage()));
        }
    }

    /** One for all stages. */
    private Watching watching() {
        Watching now = watching == null ? new Watching(rollout, site, traffic()) : watching;
        watching = now;
        return now;
    }

    private Traffic traffic() {
        return front.orElseThrow().traffic();
    }

    private Readiness readiness() {
        return new Readiness(rollout.ready(), instances, site, visitor);
    }

    private Optional<String> start(Name name, Course course) throws InterruptedException {
        if (started.contains(name)) {
            // Whoever has no supervisor that starts it again has ended by itself.
            return Optional.of(readiness().ended(name));
        }
        Starting starting = course == Course.BACK ? instances.again(name) : instances.start(name);
        return switch (starting) {
            case Starting.Refused(String why) -> Optional.of(name + " could not be started: " + why);
            case Starting.Running(Instance instance) -> {
                started.add(name);
                site.say(name + " started"
                        + instance.endpoint().map(Following::where).orElse(""));
                yield Optional.empty();
            }
        };
    }

    private static String where(Endpoint endpoint) {
        return endpoint.equals(Endpoint.local(endpoint.port())) ? ", port " + endpoint.port() : " at " + endpoint;
    }

    /** A plan that was outdated is decided anew at the next look. */
    private Optional<String> steer(RoutePlan wanted, String says) throws InterruptedException {
        return switch (traffic().apply(wanted, generation)) {
            case Applying.Applied _ -> {
                site.say(says);
                yield Optional.empty();
            }
            case Applying.Outdated _ -> Optional.empty();
            case Applying.Refused(String why) -> Optional.of(why);
        };
    }

    private Optional<String> probe(Goal goal) throws InterruptedException {
        Pin pin = goal.pin().orElseThrow();
        Question question = Question.get(Visitor.uri(
                        front.orElseThrow().entrance().orElseThrow(),
                        rollout.ready().path()))
                .with(pin.name(), pin.value());
        Outcome outcome = SHORTLY.await(
                site,
                Duration.ofSeconds(5),
                _ -> visitor.unlessOneOf(rollout.ready().status(), question)
                        .<Patience.Seen>map(Patience.Seen.Otherwise::new)
                        .orElseGet(() -> new Patience.Seen.AsWanted("")));
        checks = checks.withProbed();
        return outcome instanceof Outcome.Failed(String reason)
                ? Optional.of(goal.pool() + " does not answer through "
                        + front.orElseThrow().name() + ": " + reason)
                : Optional.empty();
    }

    /** The way of a visitor where a pin leads there; else the first instance itself. */
    private Optional<String> smoke(Goal goal) throws InterruptedException {
        SmokeTest test = new SmokeTest(rollout.smoke(), site.environment());
        boolean pinned = goal.pin().isPresent()
                && look().filter(plan -> plan.mode() instanceof Mode.Serve
                                && plan.pins().contains(goal.pin().get()))
                        .isPresent();
        Optional<String> failure = pinned
                ? test.failure(
                        visitor,
                        front.orElseThrow().entrance().orElseThrow(),
                        goal.pin().get())
                : test.failure(
                        visitor,
                        Readiness.base(Instance.endpoints(of(goal.pool())).getFirst()),
                        null);
        checks = checks.withSmoked();
        if (failure.isEmpty()) {
            site.say("the smoke test of " + goal.pool() + " succeeded" + (pinned ? " through the front" : ""));
        }
        return failure.map(says -> "the smoke test of " + goal.pool() + " failed at " + says);
    }

    private Optional<String> drain(PoolId pool) throws InterruptedException {
        Draining draining = traffic()
                .drain(pool, rollout.drain().requests(), rollout.drain().streams());
        if (draining instanceof Draining.Remaining(long _, String what)) {
            site.say(what + " still with " + pool + " after all the time that 'drain' gives");
        }
        checks = checks.withDrained(pool.value());
        return Optional.empty();
    }

    /** One look without a connection may fall between two; so may not several. */
    private Optional<String> drain(Instance seen) throws InterruptedException {
        Instant until = site.now().plus(rollout.drain().requests());
        int quiet = 0;
        while (quiet < 3 && site.now().isBefore(until)) {
            quiet = instances.connections(seen.name()) == 0 ? quiet + 1 : 0;
            site.pause(Duration.ofMillis(100));
        }
        if (quiet < 3) {
            site.say(seen.name() + " still has connections after all the time that 'drain' gives");
        }
        checks = checks.withDrained(seen.name().toString());
        return Optional.empty();
    }
}
