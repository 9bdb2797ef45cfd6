package dev.slipway.actions.deploy;

import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.hands.Demand;
import dev.slipway.hands.Processes;
import dev.slipway.hands.Site;
import dev.slipway.hands.Traffic.Feature;
import dev.slipway.judge.Against;
import dev.slipway.judge.Rules;
import dev.slipway.judge.Rules.Mode;
import dev.slipway.judge.Trigger;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Front;
import dev.slipway.parameters.OrOne;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.ShellText;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.route.PoolId;
import dev.slipway.run.Outcome;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@code deploy.process}: another version of a service of this machine, without a lost request. */
public final class DeployProcess implements Action<DeployProcess.Version> {

    public enum Strategy {
        BLUE_GREEN,
        CANARY,
        ROLLING,
        IN_PLACE
    }

    public record Ready(
            @Doc("The path that answers when an instance is ready") @Standard("/")
            String path,

            @Doc("The status that means ready, or a list of them") @OrOne @Standard("200")
            List<Integer> status,

            @Doc("How long an instance may take") @Standard("60s")
            Duration within) {
        public Ready {
            if (!path.startsWith("/")) {
                throw new IllegalArgumentException("'" + path + "' is not a path: it begins with /");
            }
        }
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
            int queued) {}

    public record Judge(
            @Doc("How many requests a verdict needs") @Standard("50")
            long requests,

            @Doc("How much longer than its time a step may wait for them") @Standard("10m")
            Duration within,

            @Doc("How much worse than the old version is too much") @Standard("balanced")
            Against against,

            @Doc("Whether rules with a time are proved by requests, taken by their words, or both") @Standard("both")
            Mode mode,

            @Doc("The probability that it is ever taken back for nothing") @Standard("0.01")
            double falseAlarm,

            @Doc("How many requests fail together here; 1 if each for itself") @Standard("1")
            double dispersion,

            @Doc("For so long, or 500 requests, the new version may be slower") @Standard("60s")
            Duration warmUp,

            @Doc("Whether a step ends as soon as the version is proved not worse") @Standard("false")
            boolean early) {
        public Judge {
            if (!(falseAlarm > 0 && falseAlarm <= 0.5)) {
                throw new IllegalArgumentException("'false-alarm' is above 0 and at most 0.5");
            }
            if (!(dispersion >= 1)) {
                throw new IllegalArgumentException("'dispersion' is at least 1");
            }
        }
    }

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

            @Doc("How many instances a rolling release replaces at a time") @Standard("1")
            int batch,

            @Doc("Requests that must succeed before it gets any") @Standard("")
            List<SmokeRequest> smoke,

            @Doc("When a canary is taken back: error-rate > 5%, or p95 > 2x baseline for 1m") @Standard("")
            List<Trigger> takeBackWhen,

            @Doc("What a verdict needs") @Standard("") Judge judge,

            @Doc("How the old version gets rid of its requests") @Standard("")
            Drain drain,

            @Doc("How requests wait while it is replaced in place") @Standard("")
            Hold hold,

            @Doc("How long the old version is kept to go back to") @Standard("10m")
            Duration bake,

            @Doc("How long a process may take to end when it is told to") @Standard("10s")
            Duration grace) {
        public Version {
            new PoolId(version);
            new Processes.Name(name, version, Math.clamp(instances, 1, 999));
            require(!command.isEmpty() && !command.getFirst().isBlank(), "'command' is empty");
            require(instances >= 1 && instances <= 100, "'instances' is 1 to 100");
            require(batch >= 1, "'batch' is at least 1");
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
            require(
                    takeBackWhen.isEmpty() || strategy == Strategy.CANARY,
                    "'take-back-when' goes with 'strategy: canary', whose steps it watches");
            if (!steps.isEmpty()) {
                Stage.parse(steps);
            }
            takeBackWhen.stream()
                    .filter(trigger -> !(trigger instanceof Trigger.Above))
                    .findFirst()
                    .ifPresent(trigger -> require(
                            false,
                            "'" + trigger.text() + "' is asked of others than the front: watch it with judge.watch"));
        }

        private static void require(boolean right, String otherwise) {
            if (!right) {
                throw new IllegalArgumentException(otherwise);
            }
        }

        PoolId pool() {
            return new PoolId(version);
        }

        List<Stage> stages() {
            return steps.isEmpty() ? List.of(Stage.ALL_AT_ONCE) : Stage.parse(steps);
        }

        Rules rules() {
            return new Rules(
                    judge.mode(),
                    takeBackWhen,
                    judge.against().margin(),
                    Rules.Promise.USUAL.withFalseAlarm(judge.falseAlarm()),
                    Optional.empty(),
                    new Rules.Noise(judge.dispersion(), judge.dispersion()),
                    judge.warmUp().isZero() ? Rules.WarmUp.NONE : new Rules.WarmUp(judge.warmUp(), 500));
        }

        Goal.Manner manner(Remembered before) {
            return switch (strategy) {
                case BLUE_GREEN, CANARY -> new Goal.Manner.Staged(stages());
                case ROLLING -> new Goal.Manner.Rolling(batch);
                case IN_PLACE -> new Goal.Manner.InPlace(hold.atMost(), hold.queued(), before.held());
            };
        }

        List<String> words() {
            return command.size() == 1 ? List.of("bash", "-euo", "pipefail", "-c", command.getFirst()) : command;
        }
    }

    @Override
    public String name() {
        return "deploy.process";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "another version of a service, without a lost request";
    }

    @Override
    public String doc() {
        return "Starts the new version beside the old one under a supervisor that survives Slipway, waits until it answers,"
                + " tries it, and lets requests over to it: all at once (blue-green), in growing shares that are watched"
                + " (canary), instance by instance (rolling), or while requests wait (in-place). When it does not become"
                + " ready, fails the test or a trigger fires, the old version has all requests again and the new one ends."
                + " The old version is kept without requests until 'bake' is over, and then ends by itself unless it was"
                + " called back or somebody is still connected to it; a rolling and an in-place release end it at once."
                + " Taking it back is one shift to the old version, which is started again where it has ended. 'slipway"
                + " ps' lists the processes. Shell text gets inputs and declared variables as variables, and PORT.";
    }

    @Override
    public String example() {
        return "deploy.process: {name: shop, version: '${inputs.version}', command: 'exec java Shop.java',"
                + " ready: {path: /health}, traffic: web, strategy: canary, steps: ['5% for 1m', '100%'],"
                + " take-back-when: ['error-rate > 5%']}";
    }

    @Override
    public Parameters<Version> parameters() {
        return RecordParameters.of(Version.class);
    }

    @Override
    public List<String> variables(Data.Mapping parameters) {
        return parameters.entries().get("smoke") instanceof Data.Listing(List<Data> requests)
                ? SmokeTest.variables(requests)
                : List.of();
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        String how = shown.text("strategy", "blue-green");
        List<String> shares = shown.texts("steps").stream()
                .map(step -> step.replaceAll(" for .*", ""))
                .toList();
        return Preview.line(
                shown.text("name", "?") + " " + shown.text("version", "?") + shown.phrase(" behind ", "traffic")
                        + (shares.isEmpty() ? ", " + how : ", " + String.join(" → ", shares)));
    }

    @Override
    public Optional<String> undoPreview(Data.Mapping parameters) {
        return Optional.of("all requests back to the version before");
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    /** In place, requests wait for it. */
    @Override
    public boolean heldUntilDone(Data.Mapping parameters) {
        return new Preview(parameters).text("strategy", "").equals("in-place");
    }

    @Override
    public List<Demand> demands(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        Optional<String> front = shown.text("traffic");
        if (front.isEmpty()) {
            return List.of();
        }
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        Set<Integer> shares = new TreeSet<>();
        switch (shown.text("strategy", "blue-green")) {
            case "canary" -> {
                features.add(Feature.SHARES);
                shares.addAll(shares(shown.texts("steps")));
            }
            case "rolling" -> {
                features.add(Feature.SHARES);
                shares.addAll(portions(shown));
            }
            case "in-place" -> features.add(Feature.HOLD);
            default -> {
                // Everything at once: every proxy can.
            }
        }
        shown.texts("take-back-when")
                .forEach(trigger -> features.add(trigger.matches("p\\d.*") ? Feature.LATENCY : Feature.COUNTS));
        return List.of(new Demand(front.get(), features, shares));
    }

    /** What cannot be read yet is looked at when the step begins. */
    private static Set<Integer> shares(List<String> steps) {
        try {
            Set<Integer> shares = new TreeSet<>();
            Stage.parse(steps).forEach(stage -> shares.add(stage.permille()));
            return shares;
        } catch (IllegalArgumentException _) {
            return Set.of();
        }
    }

    private static Set<Integer> portions(Preview shown) {
        String instances = shown.text("instances", "1");
        String batch = shown.text("batch", "1");
        Set<Integer> portions = new TreeSet<>();
        if (instances.matches("[1-9]\\d{0,2}") && batch.matches("[1-9]\\d{0,2}")) {
            int all = Integer.parseInt(instances);
            for (int done = Integer.parseInt(batch); done < all; done += Integer.parseInt(batch)) {
                portions.add(done * 1000 / all);
            }
        }
        return portions;
    }

    @Override
    public Outcome perform(Version version, Site site) throws InterruptedException {
        return new Deploying(version, site).forward();
    }

    @Override
    public Outcome undo(Version version, Site site) throws InterruptedException {
        return new Deploying(version, site).back();
    }
}
