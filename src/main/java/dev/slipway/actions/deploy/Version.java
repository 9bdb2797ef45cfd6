package dev.slipway.actions.deploy;

import dev.slipway.hands.Processes;
import dev.slipway.judge.Contradictions;
import dev.slipway.judge.Rules;
import dev.slipway.judge.Trigger;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Front;
import dev.slipway.parameters.OrOne;
import dev.slipway.parameters.ShellText;
import dev.slipway.parameters.Standard;
import dev.slipway.route.Mode;
import dev.slipway.route.PoolId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code deploy.process} is told: a version of a service, and how it takes the place of the one before. */
public record Version(
        @Doc("The service: the name of its processes") String name,

        @Doc("The version, which is also its name behind the front")
        String version,

        @Doc("What starts one instance, which listens at $PORT: shell text, or a list of words") @ShellText @OrOne
        List<String> command,

        @Doc("Variables of the process besides inputs and declared ones") @Standard("")
        Map<String, String> env,

        @Doc("Where it runs, from the root of the repository")
        Optional<String> directory,

        @Doc("The port; without it, a free one for each instance")
        Optional<Integer> port,

        @Doc("How many instances") @Standard("1") int instances,

        @Doc("When an instance counts as ready") @Standard("")
        Ready ready,

        @Doc("The front that its visitors come through") @Front
        Optional<String> traffic,

        @Doc("How the requests go over to it") @Standard("blue-green")
        Strategy strategy,

        @Doc("The shares of a canary: ['5% for 1m', '25% for 5m', '100%']") @Standard("")
        List<String> steps,

        @Doc("How many instances a rolling release replaces at a time; 1 unless said")
        Optional<Integer> batch,

        @Doc("Requests that must succeed before it gets any") @Standard("")
        List<SmokeRequest> smoke,

        @Doc("When a canary is taken back: error-rate > 5%, or p95 > 2x baseline for 1m") @Standard("")
        List<Trigger> takeBackWhen,

        @Doc("What a verdict about a canary needs") Optional<Judged> judge,

        @Doc("How the old version gets rid of its requests") @Standard("")
        Drain drain,

        @Doc("How requests wait while it is replaced in place")
        Optional<Hold> hold,

        @Doc("How long the old version is kept to go back to; 10m unless said")
        Optional<Duration> bake,

        @Doc("How long a process may take to end when it is told to") @Standard("10s")
        Duration grace) {

    private static final Duration BAKE = Duration.ofMinutes(10);

    public enum Strategy {
        BLUE_GREEN,
        CANARY,
        ROLLING,
        IN_PLACE
    }

    public record Drain(
            @Doc("How long requests may take to end") @Standard("30s")
            Duration requests,

            @Doc("How long connections that stay open may go on") @Standard("30s")
            Duration streams) {}

    public record Hold(
            @Doc("How long a request waits at most") @Standard("60s")
            Duration atMost,

            @Doc("How many requests may wait") @Standard("1000")
            int queued) {
        private static final Hold USUAL = new Hold(Duration.ofMinutes(1), 1000);

        public Hold {
            new Mode.Hold(atMost, queued);
        }
    }

    public Version {
        new PoolId(version);
        new Processes.Name(name, version, Math.clamp(instances, 1, 999));
        require(!command.isEmpty() && !command.getFirst().isBlank(), "'command' is empty");
        env.keySet()
                .forEach(key -> require(
                        !key.isEmpty() && !key.contains("="), "'" + key + "' cannot name a variable of a process"));
        require(instances >= 1 && instances <= 100, "'instances' is 1 to 100");
        batch.ifPresent(given -> require(given >= 1, "'batch' is at least 1"));
        port.ifPresent(given -> require(given > 0 && given < 65_536, "'port' is a number from 1 to 65535"));
        require(
                port.isEmpty() || (strategy == Strategy.IN_PLACE && instances == 1),
                "'port' goes with 'strategy: in-place' and one instance: two versions cannot listen at one port");
        require(
                traffic.isPresent() || strategy == Strategy.IN_PLACE,
                "without 'traffic' there is only 'strategy: in-place'");
        require(
                (strategy == Strategy.CANARY) == !steps.isEmpty(),
                strategy == Strategy.CANARY
                        ? "'strategy: canary' needs 'steps', such as ['5% for 1m', '25% for 5m', '100%']"
                        : "'steps' go with 'strategy: canary'");
        if (!steps.isEmpty()) {
            Stage.parse(steps);
        }
        require(
                takeBackWhen.isEmpty() || strategy == Strategy.CANARY,
                "'take-back-when' goes with 'strategy: canary', whose steps it watches");
        refuseIdle(strategy, new Idle(batch, judge, hold, bake));
        require(
                hold.isEmpty() || traffic.isPresent(),
                "'hold' needs 'traffic': requests wait at a front, and without one they are refused");
        Contradictions.of(takeBackWhen).ifPresent(says -> require(false, says));
        if (!takeBackWhen.isEmpty() || judge.isPresent()) {
            Stage.watched(steps);
        }
        takeBackWhen.stream()
                .filter(trigger -> !(trigger instanceof Trigger.Above))
                .findFirst()
                .ifPresent(trigger -> require(
                        false,
                        "'" + trigger.text() + "' is asked of others than the front: watch it with judge.watch"));
    }

    /** What only some strategies read. */
    private record Idle(
            Optional<Integer> batch, Optional<Judged> judge, Optional<Hold> hold, Optional<Duration> bake) {}

    /** What is written and would never be read was meant to do something. */
    private static void refuseIdle(Strategy strategy, Idle written) {
        require(
                written.batch().isEmpty() || strategy == Strategy.ROLLING,
                "'batch' goes with 'strategy: rolling', which replaces so many instances at a time");
        require(
                written.judge().isEmpty() || strategy == Strategy.CANARY,
                "'judge' goes with 'strategy: canary', whose steps are judged");
        require(
                written.hold().isEmpty() || strategy == Strategy.IN_PLACE,
                "'hold' goes with 'strategy: in-place': with the others no request waits");
        require(
                written.bake().isEmpty() || strategy == Strategy.BLUE_GREEN || strategy == Strategy.CANARY,
                "'bake' goes with blue-green and canary: a rolling release and one in place end the old version at once");
    }

    private static void require(boolean right, String otherwise) {
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
        return steps.isEmpty() ? List.of(Stage.ALL_AT_ONCE) : Stage.parse(steps);
    }

    Judged judged() {
        return judge.orElse(Judged.USUAL);
    }

    /** So many requests a share must have seen before the next one. */
    long fewest() {
        return judged().requests().orElse(takeBackWhen.isEmpty() ? 0 : Judged.REQUESTS);
    }

    Rules rules() {
        return judged().rules(takeBackWhen);
    }

    Goal.Manner manner(Remembered before) {
        return switch (strategy) {
            case BLUE_GREEN, CANARY -> new Goal.Manner.Staged(stages());
            case ROLLING -> new Goal.Manner.Rolling(batch.orElse(1));
            case IN_PLACE -> {
                Hold waiting = hold.orElse(Hold.USUAL);
                yield new Goal.Manner.InPlace(waiting.atMost(), waiting.queued(), before.held());
            }
        };
    }

    List<String> words() {
        return command.size() == 1 ? List.of("bash", "-euo", "pipefail", "-c", command.getFirst()) : command;
    }
}
