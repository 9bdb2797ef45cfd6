package dev.slipway.actions.deploy;

import static dev.slipway.actions.deploy.Rollout.require;

import dev.slipway.hands.Processes;
import dev.slipway.judge.Trigger;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Front;
import dev.slipway.parameters.OrOne;
import dev.slipway.parameters.ShellText;
import dev.slipway.parameters.Standard;
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

    public enum Strategy {
        BLUE_GREEN,
        CANARY,
        ROLLING,
        IN_PLACE
    }

    public Version {
        new PoolId(version);
        new Processes.Name(name, version, Math.clamp(instances, 1, 999));
        require(!command.isEmpty() && !command.getFirst().isBlank(), "'command' is empty");
        env.keySet()
                .forEach(key -> require(
                        !key.isEmpty() && !key.contains("="), "'" + key + "' cannot name a variable of a process"));
        port.ifPresent(given -> require(given > 0 && given < 65_536, "'port' is a number from 1 to 65535"));
        require(
                port.isEmpty() || (strategy == Strategy.IN_PLACE && instances == 1),
                "'port' goes with 'strategy: in-place' and one instance: two versions cannot listen at one port");
        require(
                traffic.isPresent() || strategy == Strategy.IN_PLACE,
                "without 'traffic' there is only 'strategy: in-place'");
        new Rollout(
                name,
                version,
                instances,
                ready,
                traffic,
                strategy,
                new Rollout.Shares(steps, batch, takeBackWhen, judge),
                smoke,
                drain,
                hold,
                bake);
    }

    Rollout rollout() {
        return new Rollout(
                name,
                version,
                instances,
                ready,
                traffic,
                strategy,
                new Rollout.Shares(steps, batch, takeBackWhen, judge),
                smoke,
                drain,
                hold,
                bake);
    }

    List<String> words() {
        return command.size() == 1 ? List.of("bash", "-euo", "pipefail", "-c", command.getFirst()) : command;
    }
}
