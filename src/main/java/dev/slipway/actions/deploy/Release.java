package dev.slipway.actions.deploy;

import static dev.slipway.hands.Demand.percent;

import dev.slipway.actions.deploy.Goal.Leaving;
import dev.slipway.actions.deploy.Goal.Manner;
import dev.slipway.actions.deploy.Move.AwaitReady;
import dev.slipway.actions.deploy.Move.Drain;
import dev.slipway.actions.deploy.Move.DrainOne;
import dev.slipway.actions.deploy.Move.Observe;
import dev.slipway.actions.deploy.Move.Probe;
import dev.slipway.actions.deploy.Move.Recall;
import dev.slipway.actions.deploy.Move.Retire;
import dev.slipway.actions.deploy.Move.Smoke;
import dev.slipway.actions.deploy.Move.Start;
import dev.slipway.actions.deploy.Move.Steer;
import dev.slipway.actions.deploy.Move.Stop;
import dev.slipway.hands.Processes.State;
import dev.slipway.route.Endpoint;
import dev.slipway.route.Mode;
import dev.slipway.route.Pin;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.route.Share;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The law of a release: from the goal and what is observed to the next move. It remembers nothing, so that after a crash at any
 * point the next look leads on from there. No version gets a request before it was ready and tried, and none ends while it
 * has a share.
 */
final class Release {
    private final Goal goal;
    private final World world;

    private Release(Goal goal, World world) {
        this.goal = goal;
        this.world = world;
    }

    static Move next(Goal goal, World world) {
        Release release = new Release(goal, world);
        return switch (goal.manner()) {
            case Manner.Staged staged -> release.staged(staged.stages());
            case Manner.Rolling rolling -> release.rolling(rolling.batch());
            case Manner.InPlace inPlace -> release.inPlace(inPlace);
        };
    }

    private RoutePlan plan() {
        return world.plan().orElseThrow();
    }

    private Move staged(List<Stage> stages) {
        return side(1, goal.instances()).orElseGet(() -> behindTheFront(stages));
    }

    private Move behindTheFront(List<Stage> stages) {
        if (goal.rival().isEmpty()) {
            return alone(world.endpoints(goal.instances()));
        }
        Optional<Share> share = plan().share(goal.pool());
        List<Endpoint> endpoints = goal.instances() > 0
                ? world.endpoints(goal.instances())
                : share.map(Share::endpoints).orElse(List.of());
        if (share.isEmpty() || !share.get().endpoints().equals(endpoints)) {
            return new Steer(admitted(endpoints), goal.pool() + " is behind the front, without a share");
        }
        int permille = share.get().permille();
        return tried(permille).orElseGet(() -> shifting(stages, permille));
    }

    private Move shifting(List<Stage> stages, int permille) {
        int at = reached(stages, permille);
        if (at < 0) {
            return shift(stages.getFirst());
        }
        Stage stage = stages.get(at);
        if (world.checks().observed() <= at && stage.time().isPositive()) {
            return new Observe(at, stage);
        }
        return at + 1 < stages.size() ? shift(stages.get(at + 1)) : finish();
    }

    private Steer shift(Stage stage) {
        RoutePlan next = plan().shifted(goal.pool(), stage.permille());
        return new Steer(next.in(after(next)), percent(stage.permille()) + " of the requests to " + goal.pool());
    }

    /** The last stage whose share it has; it never goes back to an earlier one. */
    private static int reached(List<Stage> stages, int permille) {
        int at = -1;
        while (at + 1 < stages.size() && stages.get(at + 1).permille() <= permille) {
            at++;
        }
        return at;
    }

    /** Nothing was live: there is nobody to share with, and the front may have been closed. */
    private Move alone(List<Endpoint> endpoints) {
        if (goal.smoke() && !world.checks().smoked()) {
            return new Smoke();
        }
        RoutePlan wanted = only(endpoints);
        return plan().equals(wanted) ? finish() : new Steer(wanted, "all requests to " + goal.pool());
    }

    private RoutePlan only(List<Endpoint> endpoints) {
        RoutePlan now = plan();
        List<Pin> pins = Pinned.outOf(now).pins().stream()
                .filter(pin -> pin.pool().equals(goal.pool()))
                .toList();
        return new RoutePlan(List.of(new Share(goal.pool(), endpoints, Share.WHOLE)), after(now), pins, now.sticky());
    }

    /** What a release closed or held is opened again; what somebody else wants of the front stays. */
    private Mode after(RoutePlan plan) {
        boolean held = plan.mode() instanceof Mode.Hold
                && goal.manner() instanceof Manner.InPlace inPlace
                && !inPlace.staysHeld();
        return held || plan.shares().isEmpty() || Closing.isOurs(plan.mode()) ? new Mode.Serve() : plan.mode();
    }

    /** Beside its rival and nobody else: what earlier releases have left there without a share goes. */
    private RoutePlan admitted(List<Endpoint> endpoints) {
        RoutePlan next = plan();
        for (Share share : plan().shares()) {
            boolean stranger = !share.pool().equals(goal.pool())
                    && !share.pool().equals(goal.rival().orElseThrow())
                    && share.permille() == 0;
            next = stranger ? next.without(share.pool()) : next;
        }
        RoutePlan whole = next.with(goal.pool(), endpoints);
        return goal.pin().map(pin -> Pinned.into(whole, pin)).orElseGet(() -> Pinned.outOf(whole));
    }

    /** What the version must show before it gets more requests. */
    private Optional<Move> tried(int permille) {
        boolean serving = plan().mode() instanceof Mode.Serve;
        boolean pinned =
                goal.pin().isPresent() && plan().pins().contains(goal.pin().get());
        if (permille < Share.WHOLE && serving && pinned && !world.checks().probed()) {
            return Optional.of(new Probe());
        }
        return permille < Share.WHOLE && goal.smoke() && !world.checks().smoked()
                ? Optional.of(new Smoke())
                : Optional.empty();
    }

    /** The instances of the version: there, wanted, answering. */
    private Optional<Move> side(int from, int upTo) {
        Set<Integer> silent = new TreeSet<>();
        for (int number = from; number <= upTo; number++) {
            Optional<Instance> seen = world.mine(number).filter(Instance::kept);
            if (seen.isEmpty()) {
                return Optional.of(new Start(number));
            }
            if (seen.get().retiring().isPresent()) {
                return Optional.of(new Recall(seen.get()));
            }
            if (!world.checks().ready().contains(number) && !serves(seen.get())) {
                silent.add(number);
            }
        }
        return silent.isEmpty() ? Optional.empty() : Optional.of(new AwaitReady(silent));
    }

    /** Visitors get its answers already: the way back to it is not made longer by asking. */
    private boolean serves(Instance seen) {
        return seen.state() == State.RUNNING
                && world.plan()
                        .filter(plan -> plan.mode() instanceof Mode.Serve)
                        .flatMap(plan -> plan.share(goal.pool()))
                        .filter(share -> share.permille() > 0)
                        .filter(share -> seen.isAt(share.endpoints()))
                        .isPresent();
    }

    private Move rolling(int batch) {
        if (goal.rival().isEmpty()) {
            return staged(List.of(Stage.ALL_AT_ONCE));
        }
        Optional<Share> share = plan().share(goal.pool());
        int behind = share.map(known -> known.endpoints().size()).orElse(0);
        int permille = share.map(Share::permille).orElse(0);
        Optional<Move> broken = side(1, behind);
        if (broken.isPresent()) {
            return broken.get();
        }
        if (behind > 0 && !share.orElseThrow().endpoints().equals(world.endpoints(behind))) {
            return new Steer(
                    plan().with(goal.pool(), world.endpoints(behind)), behind + " of " + goal.pool() + " moved");
        }
        if (behind > 0 && permille < portion(behind)) {
            return tried(permille).orElseGet(() -> roll(behind));
        }
        Optional<Move> replaced = replaced();
        if (replaced.isPresent()) {
            return replaced.get();
        }
        return behind < goal.instances() ? more(behind, Math.min(behind + batch, goal.instances())) : finish();
    }

    private Move more(int behind, int upTo) {
        return side(behind + 1, upTo)
                .orElseGet(() -> behind == 0
                        ? new Steer(
                                admitted(world.endpoints(upTo)), goal.pool() + " is behind the front, without a share")
                        : new Steer(
                                plan().with(goal.pool(), world.endpoints(upTo)),
                                upTo + " of " + goal.instances() + " are behind the front"));
    }

    private int portion(int behind) {
        return behind * Share.WHOLE / goal.instances();
    }

    /** The new ones get their part, and as many of the old are let go. */
    private Steer roll(int behind) {
        PoolId rival = goal.rival().orElseThrow();
        RoutePlan next = plan();
        List<Endpoint> now = plan().share(rival).map(Share::endpoints).orElse(List.of());
        List<Endpoint> stay = staying(behind).stream().filter(now::contains).toList();
        if (!stay.isEmpty()) {
            next = next.with(rival, stay);
        }
        return new Steer(
                next.shifted(goal.pool(), portion(behind)),
                behind + " of " + goal.instances() + " are " + goal.pool() + " now");
    }

    /** The last of the rival's instances; the first ones go first. Empty when nothing is known of them: then all stay. */
    private List<Endpoint> staying(int behind) {
        int all = world.theirs().size();
        if (all == 0) {
            return List.of();
        }
        int left = Math.max(1, Math.ceilDiv((goal.instances() - behind) * all, goal.instances()));
        return Instance.endpoints(world.theirs().subList(all - left, all));
    }

    /** An instance of the rival that gets no requests any more. */
    private Optional<Move> replaced() {
        List<Endpoint> behind =
                plan().share(goal.rival().orElseThrow()).map(Share::endpoints).orElse(List.of());
        return world.theirs().stream()
                .filter(Instance::kept)
                .filter(seen -> !seen.isAt(behind))
                .findFirst()
                .map(seen -> world.checks().drained().contains(seen.name().toString())
                        ? new Stop(seen)
                        : new DrainOne(seen));
    }

    private Move inPlace(Manner.InPlace manner) {
        Optional<Instance> running =
                world.theirs().stream().filter(Instance::kept).findFirst();
        if (running.isPresent() && !settled()) {
            Optional<Move> before = quiet(manner);
            return before.orElseGet(() -> new Stop(running.get()));
        }
        Optional<Move> side = side(1, goal.instances());
        if (side.isPresent()) {
            return side.get();
        }
        if (goal.smoke() && !world.checks().smoked()) {
            return new Smoke();
        }
        if (world.plan().isEmpty()) {
            return new Move.Done();
        }
        RoutePlan wanted = only(world.endpoints(goal.instances()));
        return plan().equals(wanted) ? finish() : new Steer(wanted, "all requests to " + goal.pool());
    }

    /** The goal has all requests already. */
    private boolean settled() {
        return world.plan()
                .flatMap(plan -> plan.share(goal.pool()))
                .filter(share -> share.permille() == Share.WHOLE)
                .filter(share -> share.endpoints().equals(world.endpoints(goal.instances())))
                .isPresent();
    }

    /** Requests wait, and those that are under way come to their end. */
    private Optional<Move> quiet(Manner.InPlace manner) {
        if (world.plan().isEmpty() || plan().shares().isEmpty()) {
            return Optional.empty();
        }
        if (plan().mode() instanceof Mode.Serve) {
            return Optional.of(new Steer(plan().in(new Mode.Hold(manner.atMost(), manner.queued())), "requests wait"));
        }
        return goal.rival()
                .filter(rival -> plan().share(rival).isPresent())
                .filter(rival -> !world.checks().drained().contains(rival.value()))
                .map(Drain::new);
    }

    /** All requests go to the goal: what is left of its rival. */
    private Move finish() {
        if (plan().pins().stream().anyMatch(Pinned::isOurs)) {
            return new Steer(Pinned.outOf(plan()), "no pin is needed any more");
        }
        Optional<PoolId> rival = goal.rival();
        boolean behind = rival.flatMap(pool -> plan().share(pool)).isPresent();
        if (behind && !world.checks().drained().contains(rival.get().value())) {
            return new Drain(rival.get());
        }
        boolean stop = goal.leaving() == Leaving.STOPPED;
        Optional<Move> leaving = world.theirs().stream()
                .filter(Instance::kept)
                .filter(seen -> stop || seen.retiring().isEmpty())
                .findFirst()
                .map(seen -> stop ? new Stop(seen) : new Retire(seen));
        if (leaving.isPresent()) {
            return leaving.get();
        }
        return stop && behind
                ? new Steer(plan().without(rival.get()), rival.get() + " is not behind the front any more")
                : new Move.Done();
    }
}
