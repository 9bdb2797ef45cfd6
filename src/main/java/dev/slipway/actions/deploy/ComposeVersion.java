package dev.slipway.actions.deploy;

import static dev.slipway.actions.deploy.Rollout.require;

import dev.slipway.docker.Compose;
import dev.slipway.hands.Processes;
import dev.slipway.judge.Trigger;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Front;
import dev.slipway.parameters.OneOf;
import dev.slipway.parameters.OrOne;
import dev.slipway.parameters.Standard;
import dev.slipway.route.PoolId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code deploy.compose} is told: a version of services of a Compose project, and how it takes the place of the one before. */
@OneOf({"service", "services"})
public record ComposeVersion(
        @Doc("The project; without it, as Compose itself names it")
        Optional<String> project,

        @Doc("The Compose files, in order; without them, the one that Compose finds") @OrOne @Standard("")
        List<String> files,

        @Doc("The profiles of the files that are on") @OrOne @Standard("")
        List<String> profiles,

        @Doc("The file of variables, instead of .env") Optional<String> envFile,

        @Doc("The service, by its name in the files") Optional<String> service,

        @Doc("Several services that are released as one, each ready before the next begins")
        Optional<List<Part>> services,

        @Doc("The version, which is also its name behind the front")
        String version,

        @Doc("Where the images come from; present: they are here") @Standard("present")
        Images images,

        @Doc("The file that images are loaded from, as docker save has written it")
        Optional<String> archive,

        @Doc("The port of the container that the front leads to")
        Optional<Integer> port,

        @Doc("How many containers") @Standard("1") int instances,

        @Doc("When a container counts as ready") @Standard("")
        Fit ready,

        @Doc("The front that its visitors come through") @Front
        Optional<String> traffic,

        @Doc("How the requests go over to it; rolling behind a front, else recreate")
        Optional<Strategy> strategy,

        @Doc("The shares of a canary: ['5% for 1m', '25% for 5m', '100%']") @Standard("")
        List<String> steps,

        @Doc("How many containers a rolling release replaces at a time; 1 unless said")
        Optional<Integer> batch,

        @Doc("Requests that must succeed before it gets any") @Standard("")
        List<SmokeRequest> smoke,

        @Doc("When a canary is taken back: error-rate > 5%, or p95 > 2x baseline for 1m") @Standard("")
        List<Trigger> takeBackWhen,

        @Doc("What a verdict about a canary needs") Optional<Judged> judge,

        @Doc("How the old version gets rid of its requests") @Standard("")
        Drain drain,

        @Doc("How requests wait while it is recreated") Optional<Hold> hold,

        @Doc("How long the old containers go on without requests, to go back to; 10m unless said")
        Optional<Duration> bake,

        @Doc("How the old containers are told to end") @Standard("")
        Stop stop,

        @Doc("There are never two of it at a time, as of a scheduler") @Standard("false")
        boolean single,

        @Doc("Which Compose; without it the second, docker compose, where it is there")
        Optional<Compose.Kind> compose) {

    public enum Strategy {
        ROLLING,
        BLUE_GREEN,
        RECREATE,
        CANARY;

        /** As it is written. */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        boolean beside() {
            return this != RECREATE;
        }

        Version.Strategy law() {
            return switch (this) {
                case ROLLING -> Version.Strategy.ROLLING;
                case BLUE_GREEN -> Version.Strategy.BLUE_GREEN;
                case RECREATE -> Version.Strategy.IN_PLACE;
                case CANARY -> Version.Strategy.CANARY;
            };
        }
    }

    public enum Images {
        LOAD,
        PULL,
        BUILD,
        PRESENT
    }

    public ComposeVersion {
        new PoolId(version);
        require(
                !version.equals(ContainerInstances.BY_HAND),
                "'by-hand' names what others have started: take another version");
        project.ifPresent(name -> require(
                name.matches("[a-z0-9][a-z0-9_-]*"),
                "'" + name
                        + "' cannot name a project: small letters, digits, '_' and '-', the first a letter or digit"));
        require(
                archive.isPresent() == (images == Images.LOAD),
                images == Images.LOAD
                        ? "'images: load' needs 'archive', the file that docker save has written"
                        : "'archive' goes with 'images: load'");
        require(
                hold.isEmpty() || strategy.filter(Strategy.RECREATE::equals).isPresent(),
                "'hold' goes with 'strategy: recreate': with the others no request waits");
        require(
                traffic.isPresent() || strategy.filter(Strategy::beside).isEmpty(),
                "without 'traffic' there is only 'strategy: recreate'");
        List<Part> parts = parts(services, new Part(service.orElse("services"), port, instances, ready, stop, single));
        checkParts(parts, traffic.isPresent());
        require(
                services.isEmpty()
                        || (port.isEmpty()
                                && instances == 1
                                && !single
                                && ready.equals(Fit.USUAL)
                                && stop.equals(Stop.AS_CONFIGURED)),
                "'port', 'instances', 'ready', 'stop' and 'single' stand with each of the 'services'");
        require(
                smoke.isEmpty() || parts.stream().anyMatch(part -> part.port().isPresent()),
                "'smoke' needs 'port': the port of the container that is asked");
        require(
                strategy.filter(Strategy.RECREATE::equals).isPresent()
                        || traffic.isEmpty()
                        || parts.stream()
                                .noneMatch(part -> part.single() && part.port().isPresent()),
                "'single' behind a front needs 'strategy: recreate': with the others there are two for a moment");
        new Rollout(
                service.orElse("services"),
                version,
                instances,
                ready.asked(),
                traffic,
                strategy.orElse(traffic.isPresent() ? Strategy.ROLLING : Strategy.RECREATE)
                        .law(),
                new Rollout.Shares(steps, batch, takeBackWhen, judge),
                smoke,
                drain,
                hold,
                bake);
        for (Part part : parts) {
            new Processes.Name(part.service(), version, 1);
        }
    }

    private static List<Part> parts(Optional<List<Part>> services, Part alone) {
        return services.orElse(List.of(alone));
    }

    private static void checkParts(List<Part> parts, boolean front) {
        long served = parts.stream().filter(part -> part.port().isPresent()).count();
        require(
                !front || served == 1,
                served == 0
                        ? "'traffic' needs 'port': the port of the container that the front leads to"
                        : "one front leads to one service, and " + served + " have a 'port'");
        require(!parts.isEmpty(), "'services' is empty");
        long names = parts.stream().map(Part::service).distinct().count();
        require(names == parts.size(), "a service is there twice");
    }

    List<Part> parts() {
        return parts(services, new Part(service.orElse("services"), port, instances, ready, stop, single));
    }

    Compose.Files composeFiles() {
        return new Compose.Files(project, files, profiles, envFile);
    }

    /** Behind the front; the others have nobody who would notice. */
    boolean served(Part part) {
        return traffic.isPresent() && part.port().isPresent();
    }

    Strategy strategy(Part part) {
        return served(part) ? strategy.orElse(Strategy.ROLLING) : Strategy.RECREATE;
    }

    Rollout rollout(Part part) {
        boolean served = served(part);
        return new Rollout(
                part.service(),
                version,
                part.instances(),
                part.ready().asked(),
                served ? traffic : Optional.empty(),
                strategy(part).law(),
                served
                        ? new Rollout.Shares(steps, batch, takeBackWhen, judge)
                        : new Rollout.Shares(List.of(), Optional.empty(), List.of(), Optional.empty()),
                part.port().isPresent() ? smoke : List.of(),
                drain,
                served ? hold : Optional.empty(),
                served ? bake : Optional.empty());
    }
}
