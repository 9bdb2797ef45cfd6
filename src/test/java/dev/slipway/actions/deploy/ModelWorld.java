package dev.slipway.actions.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actions.deploy.World.Checks;
import dev.slipway.hands.Processes;
import dev.slipway.hands.Processes.Name;
import dev.slipway.hands.Processes.State;
import dev.slipway.route.Endpoint;
import dev.slipway.route.Mode;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.route.Share;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A front and processes in memory: does what the law orders, and holds it to what it promises. */
final class ModelWorld {
    private static final int MOST_MOVES = 200;

    private RoutePlan plan;
    private final TreeMap<Name, Instance> processes = new TreeMap<>();
    private final Set<Integer> everReady = new HashSet<>();
    private final List<String> moves = new ArrayList<>();
    private boolean everSmoked;
    private Checks checks = Checks.NONE;

    ModelWorld(RoutePlan plan) {
        this.plan = plan;
    }

    static ModelWorld serving(String version, int instances) {
        ModelWorld world = new ModelWorld(RoutePlan.EMPTY);
        List<Endpoint> endpoints = new ArrayList<>();
        for (int number = 1; number <= instances; number++) {
            world.run(new Name("shop", version, number));
            endpoints.add(Endpoint.local(port(new Name("shop", version, number))));
        }
        world.plan = RoutePlan.only(new PoolId(version), endpoints);
        return world;
    }

    static int port(Name name) {
        return 20_000 + 100 * Integer.parseInt(name.version().substring(1)) + name.number();
    }

    /** Somebody has put the front into this mode. */
    ModelWorld in(Mode mode) {
        plan = plan.in(mode);
        return this;
    }

    RoutePlan plan() {
        return plan;
    }

    List<String> moves() {
        return moves;
    }

    /** Versions of which something runs, with whether it would retire. */
    Set<String> running() {
        Set<String> all = new HashSet<>();
        processes.values().stream()
                .filter(Instance::kept)
                .forEach(
                        seen -> all.add(seen.name().version() + (seen.retiring().isPresent() ? " warm" : "")));
        return all;
    }

    List<String> instances() {
        return processes.values().stream()
                .filter(Instance::kept)
                .map(seen -> seen.name().toString())
                .toList();
    }

    /** Slipway is killed: what it had found out is gone. */
    void crash() {
        checks = Checks.NONE;
    }

    /** @param crashes after which moves Slipway is killed */
    void release(Goal goal, Set<Integer> crashes) {
        for (int count = 0; count < MOST_MOVES; count++) {
            if (crashes.contains(count)) {
                crash();
            }
            Move move = Release.next(goal, world(goal));
            if (move instanceof Move.Done) {
                return;
            }
            obey(goal, move);
        }
        throw new AssertionError("no end: " + moves);
    }

    /** Only so many moves; whether that was all. */
    boolean advance(Goal goal, int most) {
        for (int count = 0; count < most; count++) {
            Move move = Release.next(goal, world(goal));
            if (move instanceof Move.Done) {
                return true;
            }
            obey(goal, move);
        }
        return Release.next(goal, world(goal)) instanceof Move.Done;
    }

    void close(PoolId pool, Set<Integer> crashes) {
        for (int count = 0; count < MOST_MOVES; count++) {
            if (crashes.contains(count)) {
                crash();
            }
            Move move = Closing.next(pool, new World(Optional.of(plan), List.of(), of(pool), checks));
            if (move instanceof Move.Done) {
                return;
            }
            obey(
                    new Goal(
                            pool,
                            1,
                            new Goal.Manner.Rolling(1),
                            Optional.empty(),
                            Optional.empty(),
                            false,
                            Goal.Leaving.STOPPED),
                    move);
        }
        throw new AssertionError("no end: " + moves);
    }

    /** Back to these instances of a version that was live before. */
    void narrow(PoolId pool, Set<Integer> before, Set<Integer> crashes) {
        Goal goal = new Goal(
                pool, 1, new Goal.Manner.Rolling(1), Optional.empty(), Optional.empty(), false, Goal.Leaving.STOPPED);
        for (int count = 0; count < MOST_MOVES; count++) {
            if (crashes.contains(count)) {
                crash();
            }
            Move move = Narrowing.next(pool, before, new World(Optional.of(plan), of(pool), List.of(), checks));
            if (move instanceof Move.Done) {
                return;
            }
            obey(goal, move);
        }
        throw new AssertionError("no end: " + moves);
    }

    World world(Goal goal) {
        return new World(
                Optional.of(plan), of(goal.pool()), goal.rival().map(this::of).orElse(List.of()), checks);
    }

    private List<Instance> of(PoolId pool) {
        return processes.values().stream()
                .filter(seen -> seen.name().version().equals(pool.value()))
                .toList();
    }

    private void obey(Goal goal, Move move) {
        switch (move) {
            case Move.Start(int number) -> {
                Name name = new Name("shop", goal.pool().value(), number);
                assertThat(Optional.ofNullable(processes.get(name)).filter(Instance::kept))
                        .as("it is not started twice")
                        .isEmpty();
                run(name);
                moves.add("start " + name);
            }
            case Move.Recall(Instance seen) -> {
                retiring(seen, Optional.empty());
                moves.add("call " + seen.name() + " back");
            }
            case Move.AwaitReady(Set<Integer> numbers) -> {
                everReady.addAll(numbers);
                checks = checks.withReady(numbers);
                moves.add("ready " + numbers.stream().sorted().toList());
            }
            case Move.Steer(RoutePlan wanted, String says) -> {
                assertThat(wanted).as("something changes: " + says).isNotEqualTo(plan);
                plan = wanted;
                moves.add(says);
                mayGetRequests(goal);
            }
            case Move.Probe _ -> {
                checks = checks.withProbed();
                moves.add("probe");
            }
            case Move.Smoke _ -> {
                everSmoked = true;
                checks = checks.withSmoked();
                moves.add("smoke");
            }
            case Move.Observe(int index, Stage stage) -> {
                assertThat(plan.share(goal.pool()).orElseThrow().permille()).isGreaterThanOrEqualTo(stage.permille());
                checks = checks.withObserved(index + 1);
                moves.add("observe " + stage.permille());
            }
            case Move.Drain(PoolId pool) -> {
                assertThat(gets(pool)).as("what is drained gets nothing").isFalse();
                checks = checks.withDrained(pool.value());
                moves.add("drain " + pool);
            }
            case Move.DrainOne(Instance seen) -> {
                assertThat(behind(seen)).isFalse();
                checks = checks.withDrained(seen.name().toString());
                moves.add("drain " + seen.name());
            }
            case Move.Stop(Instance seen) -> {
                assertThat(behind(seen) && gets(new PoolId(seen.name().version())))
                        .as("what gets requests is not stopped: " + seen.name())
                        .isFalse();
                processes.put(seen.name(), with(seen, State.STOPPED, Optional.empty()));
                moves.add("stop " + seen.name());
            }
            case Move.Retire(Instance seen) -> {
                assertThat(gets(new PoolId(seen.name().version()))).isFalse();
                retiring(seen, Optional.of(Instant.EPOCH));
                moves.add("retire " + seen.name());
            }
            case Move.Done _ -> throw new IllegalStateException();
        }
    }

    private void mayGetRequests(Goal goal) {
        if (gets(goal.pool()) && goal.leaving() == Goal.Leaving.KEPT_WARM) {
            assertThat(everReady).as("ready before it gets requests").isNotEmpty();
            assertThat(!goal.smoke() || everSmoked)
                    .as("tried before it gets requests")
                    .isTrue();
        }
        for (Share share : plan.shares()) {
            if (gets(share.pool())) {
                for (Endpoint endpoint : share.endpoints()) {
                    assertThat(processes.values().stream()
                                    .filter(Instance::kept)
                                    .flatMap(seen -> seen.endpoint().stream()))
                            .as("a process for " + endpoint + " of " + share.pool())
                            .contains(endpoint);
                }
            }
        }
    }

    private boolean gets(PoolId pool) {
        return plan.mode() instanceof Mode.Serve
                && plan.share(pool).filter(share -> share.permille() > 0).isPresent();
    }

    private boolean behind(Instance seen) {
        return plan.share(new PoolId(seen.name().version()))
                .filter(share -> seen.isAt(share.endpoints()))
                .isPresent();
    }

    private void run(Name name) {
        processes.put(
                name,
                new Instance(
                        name,
                        Optional.of(Endpoint.local(port(name))),
                        State.RUNNING,
                        Instant.EPOCH,
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        new Processes.Origin("run/step", "")));
    }

    /** Something outside ends a process, for the undo to start it again. */
    void end(String version) {
        processes.replaceAll(
                (name, seen) -> name.version().equals(version) ? with(seen, State.STOPPED, Optional.empty()) : seen);
    }

    private void retiring(Instance seen, Optional<Instant> when) {
        processes.put(seen.name(), with(seen, seen.state(), when));
    }

    private static Instance with(Instance seen, State state, Optional<Instant> retiring) {
        return new Instance(
                seen.name(),
                seen.endpoint(),
                state,
                seen.since(),
                seen.restarts(),
                seen.last(),
                retiring,
                seen.origin());
    }
}
