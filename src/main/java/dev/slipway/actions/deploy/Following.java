package dev.slipway.actions.deploy;

import dev.slipway.actions.deploy.World.Checks;
import dev.slipway.hands.Ask.Question;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Place;
import dev.slipway.hands.Processes;
import dev.slipway.hands.Processes.Name;
import dev.slipway.hands.Processes.Seen;
import dev.slipway.hands.Processes.Starting;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Obeys the law of a release: looks, asks what is next, does it, until nothing is left to do or something cannot be done. */
final class Following {
    /** A proxy that is handed over to its successor is away for a moment. */
    private static final Duration AWAY = Duration.ofSeconds(15);

    /** A proxy that was just told may need a moment until all of it knows. */
    private static final Patience SHORTLY = new Patience(Duration.ofMillis(100), Optional.of(Duration.ofSeconds(5)));

    private static final Duration PAUSE = Duration.ofMillis(500);
    /** The same move so often without any effect: somebody works against it. */
    private static final int MOST_REPEATS = 5;

    enum Course {
        FORWARD,
        BACK
    }

    private final Version version;
    private final Site site;
    private final Optional<Site.Front> front;
    private final Visitor visitor;
    private final Processes processes;
    private Checks checks = Checks.NONE;
    private long generation;
    private @Nullable Watching watching;

    Following(Version version, Site site, Optional<Site.Front> front, Visitor visitor) {
        this.version = version;
        this.site = site;
        this.front = front;
        this.visitor = visitor;
        this.processes = site.processes();
    }

    /** Why it could not be reached; empty when it was. */
    Optional<String> reach(Goal goal, Course course) throws InterruptedException {
        checks = Checks.NONE;
        return follow(
                plan -> Release.next(goal, world(plan, goal.pool(), goal.rival())), move -> obey(move, goal, course));
    }

    /** After a release: what nobody will go back to is let go. It has succeeded, whatever becomes of this. */
    void tidy(Optional<PoolId> previous) throws InterruptedException {
        try {
            Set<String> needed = new TreeSet<>(Set.of(version.version()));
            previous.ifPresent(pool -> needed.add(pool.value()));
            look().map(RoutePlan::shares)
                    .orElse(List.of())
                    .forEach(share -> needed.add(share.pool().value()));
            Leftovers leftovers = Leftovers.of(ours(), needed);
            for (Name name : leftovers.lost()) {
                // What somebody is connected to serves another front, perhaps.
                if (processes.connections(name) == 0) {
                    processes.stop(name);
                }
            }
            for (Name name : leftovers.old()) {
                processes.forget(name);
                site.say(name + " is forgotten, with its log");
            }
        } catch (TrafficFailure failure) {
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
                plan -> Closing.next(pool, new World(plan, List.of(), of(pool), checks)),
                move -> obey(move, nothing(pool), Course.BACK));
    }

    /** Back to the instances that the version had before. */
    Optional<String> narrow(PoolId pool, Set<Integer> before) throws InterruptedException {
        checks = Checks.NONE;
        return follow(
                plan -> Narrowing.next(pool, before, world(plan, pool, Optional.empty())),
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
            new Steering(traffic()).steer(plan -> plan.mode() instanceof Mode.Hold ? plan.in(instead(plan)) : plan);
        } catch (TrafficFailure failure) {
            site.say(failure.says());
        }
    }

    private Mode instead(RoutePlan plan) {
        List<Endpoint> ours = processes.list().stream()
                .filter(Seen::kept)
                .map(seen -> Endpoint.local(seen.port()))
                .toList();
        boolean answers = plan.leading()
                .flatMap(plan::share)
                .filter(share -> ours.containsAll(share.endpoints()))
                .isPresent();
        return answers ? new Mode.Serve() : Closing.closed();
    }

    private interface Obeying {
        Optional<String> obey(Move move) throws InterruptedException;
    }

    private Optional<String> follow(Function<Optional<RoutePlan>, Move> law, Obeying deed) throws InterruptedException {
        @Nullable Move last = null;
        int repeats = 0;
        @Nullable Instant away = null;
        while (true) {
            try {
                Move move = law.apply(look());
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
                Instant since = away == null ? site.now() : away;
                if (Duration.between(since, site.now()).compareTo(AWAY) > 0) {
                    throw failure;
                }
                if (away == null) {
                    site.say(failure.says());
                }
                away = since;
                site.pause(PAUSE);
            }
        }
    }

    private Optional<RoutePlan> look() throws InterruptedException {
        if (front.isEmpty()) {
            return Optional.empty();
        }
        Live live = front.get().traffic().read();
        generation = live.generation();
        return Optional.of(live.plan());
    }

    private World world(Optional<RoutePlan> plan, PoolId pool, Optional<PoolId> rival) {
        List<Seen> ours = ours();
        return new World(
                plan, of(ours, pool), rival.map(other -> of(ours, other)).orElse(List.of()), checks);
    }

    private List<Seen> ours() {
        return processes.list().stream()
                .filter(seen -> seen.name().service().equals(version.name()))
                .toList();
    }

    private List<Seen> of(PoolId pool) {
        return of(ours(), pool);
    }

    private static List<Seen> of(List<Seen> ours, PoolId pool) {
        return ours.stream()
                .filter(seen -> seen.name().version().equals(pool.value()))
                .toList();
    }

    private Optional<String> obey(Move move, Goal goal, Course course) throws InterruptedException {
        return switch (move) {
            case Move.Start(int number) ->
                start(new Name(version.name(), goal.pool().value(), number), course);
            case Move.Recall(Seen seen) -> {
                processes.recall(seen.name());
                yield Optional.empty();
            }
            case Move.AwaitReady(var numbers) -> {
                List<Seen> waited = of(goal.pool()).stream()
                        .filter(seen -> numbers.contains(seen.name().number()))
                        .toList();
                Optional<String> silent = new Readiness(version.ready(), site, visitor).await(waited);
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
            case Move.DrainOne(Seen seen) -> drain(seen);
            case Move.Stop(Seen seen) -> {
                processes.stop(seen.name());
                site.say(seen.name() + " has ended");
                yield Optional.empty();
            }
            case Move.Retire(Seen seen) -> {
                processes.retire(seen.name(), site.now().plus(version.kept()));
                site.say(seen.name() + " stays without requests for " + Patience.said(version.kept())
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
        Watching now = watching == null ? new Watching(version, site, traffic()) : watching;
        watching = now;
        return now;
    }

    private Traffic traffic() {
        return front.orElseThrow().traffic();
    }

    private Optional<String> start(Name name, Course course) throws InterruptedException {
        Place.Environment environment = site.environment();
        Starting starting = course == Course.BACK
                ? processes.again(name, environment.secrets())
                : processes.start(wanted(name, environment), environment.secrets());
        return switch (starting) {
            case Starting.Refused(String why) -> Optional.of(name + " could not be started: " + why);
            case Starting.Running(Seen seen) -> {
                site.say(name + " started, port " + seen.port());
                yield Optional.empty();
            }
        };
    }

    private Processes.Wanted wanted(Name name, Place.Environment environment) {
        Map<String, String> plain = new HashMap<>(environment.plain());
        plain.putAll(version.env());
        return new Processes.Wanted(
                name,
                version.words(),
                version.directory(),
                plain,
                version.port().orElse(0),
                version.grace(),
                new Processes.Origin(site.origin(), Deploying.environment(site)));
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
                        version.ready().path()))
                .with(pin.name(), pin.value());
        Outcome outcome = SHORTLY.await(
                site,
                Duration.ofSeconds(5),
                _ -> visitor.unlessOneOf(version.ready().status(), question)
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
        SmokeTest test = new SmokeTest(version.smoke(), site.environment());
        boolean pinned = goal.pin().isPresent()
                && look().filter(plan -> plan.mode() instanceof Mode.Serve
                                && plan.pins().contains(goal.pin().get()))
                        .isPresent();
        Optional<String> failure = pinned
                ? test.failure(
                        visitor,
                        front.orElseThrow().entrance().orElseThrow(),
                        goal.pin().get())
                : test.failure(visitor, Readiness.base(of(goal.pool()).getFirst()), null);
        checks = checks.withSmoked();
        if (failure.isEmpty()) {
            site.say("the smoke test of " + goal.pool() + " succeeded" + (pinned ? " through the front" : ""));
        }
        return failure.map(says -> "the smoke test of " + goal.pool() + " failed at " + says);
    }

    private Optional<String> drain(PoolId pool) throws InterruptedException {
        Draining draining = traffic()
                .drain(pool, version.drain().requests(), version.drain().streams());
        if (draining instanceof Draining.Remaining(long _, String what)) {
            site.say(what + " still with " + pool + " after all the time that 'drain' gives");
        }
        checks = checks.withDrained(pool.value());
        return Optional.empty();
    }

    /** One look without a connection may fall between two; so may not several. */
    private Optional<String> drain(Seen seen) throws InterruptedException {
        Instant until = site.now().plus(version.drain().requests());
        int quiet = 0;
        while (quiet < 3 && site.now().isBefore(until)) {
            quiet = processes.connections(seen.name()) == 0 ? quiet + 1 : 0;
            site.pause(Duration.ofMillis(100));
        }
        if (quiet < 3) {
            site.say(seen.name() + " still has connections after all the time that 'drain' gives");
        }
        checks = checks.withDrained(seen.name().toString());
        return Optional.empty();
    }
}
