package dev.slipway.actions.deploy;

import dev.slipway.actions.deploy.Version.Strategy;
import dev.slipway.judge.Contradictions;
import dev.slipway.judge.Rules;
import dev.slipway.judge.Trigger;
import dev.slipway.route.PoolId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How a version takes the place of the one before, whatever its instances are. */
record Rollout(
        String name,
        String version,
        int instances,
        Ready ready,
        Optional<String> traffic,
        Strategy strategy,
        Shares shares,
        List<SmokeRequest> smoke,
        Drain drain,
        Optional<Hold> hold,
        Optional<Duration> bake) {

    private static final Duration BAKE = Duration.ofMinutes(10);

    /** How requests go over from one version to the other. */
    record Shares(List<String> steps, Optional<Integer> batch, List<Trigger> takeBackWhen, Optional<Judged> judge) {}

    Rollout {
        require(instances >= 1 && instances <= 100, "'instances' is 1 to 100");
        checkSteps(strategy, shares);
        refuseIdle(strategy, shares, hold, bake);
        require(
                hold.isEmpty() || traffic.isPresent(),
                "'hold' needs 'traffic': requests wait at a front, and without one they are refused");
        checkTriggers(shares);
    }

    private static void checkSteps(Strategy strategy, Shares shares) {
        shares.batch().ifPresent(given -> require(given >= 1, "'batch' is at least 1"));
        require(
                (strategy == Strategy.CANARY) == !shares.steps().isEmpty(),
                strategy == Strategy.CANARY
                        ? "'strategy: canary' needs 'steps', such as ['5% for 1m', '25% for 5m', '100%']"
                        : "'steps' go with 'strategy: canary'");
        if (!shares.steps().isEmpty()) {
            Stage.parse(shares.steps());
        }
        require(
                shares.takeBackWhen().isEmpty() || strategy == Strategy.CANARY,
                "'take-back-when' goes with 'strategy: canary', whose steps it watches");
    }

    /** What is written and would never be read was meant to do something. */
    private static void refuseIdle(Strategy strategy, Shares shares, Optional<Hold> hold, Optional<Duration> bake) {
        require(
                shares.batch().isEmpty() || strategy == Strategy.ROLLING,
                "'batch' goes with 'strategy: rolling', which replaces so many instances at a time");
        require(
                shares.judge().isEmpty() || strategy == Strategy.CANARY,
                "'judge' goes with 'strategy: canary', whose steps are judged");
        require(
                hold.isEmpty() || strategy == Strategy.IN_PLACE,
                "'hold' goes with 'strategy: in-place': with the others no request waits");
        require(
                bake.isEmpty() || strategy == Strategy.BLUE_GREEN || strategy == Strategy.CANARY,
                "'bake' goes with blue-green and canary: a rolling release and one in place end the old version at once");
    }

    private static void checkTriggers(Shares shares) {
        List<Trigger> takeBackWhen = shares.takeBackWhen();
        Contradictions.of(takeBackWhen).ifPresent(says -> require(false, says));
        if (!takeBackWhen.isEmpty() || shares.judge().isPresent()) {
            Stage.watched(shares.steps());
        }
        takeBackWhen.stream()
                .filter(trigger -> !(trigger instanceof Trigger.Above))
                .findFirst()
                .ifPresent(trigger -> require(
                        false,
                        "'" + trigger.text() + "' is asked of others than the front: watch it with judge.watch"));
    }

    static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    PoolId pool() {
        return new PoolId(version);
    }

    /** How long the old version stays without requests. */
    Duration kept() {
        return strategy == Strategy.ROLLING || strategy == Strategy.IN_PLACE ? Duration.ZERO : bake.orElse(BAKE);
    }

    List<Stage> stages() {
        return shares.steps().isEmpty() ? List.of(Stage.ALL_AT_ONCE) : Stage.parse(shares.steps());
    }

    Judged judged() {
        return shares.judge().orElse(Judged.USUAL);
    }

    /** So many requests a share must have seen before the next one. */
    long fewest() {
        return judged().requests().orElse(shares.takeBackWhen().isEmpty() ? 0 : Judged.REQUESTS);
    }

    Rules rules() {
        return judged().rules(shares.takeBackWhen());
    }

    Goal.Manner manner(Remembered before) {
        return switch (strategy) {
            case BLUE_GREEN, CANARY -> new Goal.Manner.Staged(stages());
            case ROLLING -> new Goal.Manner.Rolling(shares.batch().orElse(1));
            case IN_PLACE -> {
                Hold waiting = hold.orElse(Hold.USUAL);
                yield new Goal.Manner.InPlace(waiting.atMost(), waiting.queued(), before.held());
            }
        };
    }
}
