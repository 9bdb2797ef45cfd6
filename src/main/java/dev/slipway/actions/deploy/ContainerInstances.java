package dev.slipway.actions.deploy;

import dev.slipway.docker.Container;
import dev.slipway.docker.Docker;
import dev.slipway.docker.EngineFailure;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Place.Ran;
import dev.slipway.hands.Processes.Name;
import dev.slipway.hands.Processes.Origin;
import dev.slipway.hands.Processes.State;
import dev.slipway.hands.Site;
import dev.slipway.route.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Containers of one service of a Compose project. What there is, the engine says by their labels; an old container is stopped and
 * not removed, so that its image, its variables and its configuration are there to go back to.
 */
final class ContainerInstances implements Instances {
    /** The version of those that others have started. */
    static final String BY_HAND = "by-hand";

    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration LONGEST_GRACE = Duration.ofDays(1);

    private final Part part;
    private final String project;
    private final Site site;
    private final Docker docker;
    private final Keepers keepers;
    private final Made made;
    private final Map<Name, String> ids = new HashMap<>();

    ContainerInstances(Part part, String project, Site site, Made made) {
        this.part = part;
        this.project = project;
        this.site = site;
        this.docker = new Docker(site);
        this.keepers = new Keepers(site, project);
        this.made = made;
    }

    @Override
    public List<Instance> list() throws InterruptedException {
        return all().entrySet().stream()
                .map(entry -> instance(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public Optional<Instance> find(Name name) throws InterruptedException {
        return container(name).map(container -> instance(name, container));
    }

    /** By its ID where that is known: this is asked again and again while one gets ready. */
    private Optional<Container> container(Name name) throws InterruptedException {
        String id = ids.get(name);
        Optional<Container> known = id == null
                ? Optional.empty()
                : docker.inspect(List.of(id)).stream().findFirst();
        Optional<Container> found = known.isPresent() ? known : Optional.ofNullable(all().get(name));
        found.ifPresentOrElse(container -> ids.put(name, container.id()), () -> ids.remove(name));
        return found;
    }

    /** One for each name: when a crash has made two, that which runs, else the older one. */
    private Map<Name, Container> all() throws InterruptedException {
        Map<Name, Container> all = new LinkedHashMap<>();
        docker.containers(project, part.service()).stream()
                .sorted(Comparator.comparing((Container each) -> !each.state().runs())
                        .thenComparingInt(Container::number))
                .forEach(container -> all.putIfAbsent(name(container), container));
        return all;
    }

    private Name name(Container container) {
        int number = container
                .label(Recipe.NUMBER)
                .filter(text -> text.matches("[1-9]\\d{0,2}"))
                .map(Integer::parseInt)
                .orElse(container.number());
        return new Name(part.service(), container.label(Recipe.VERSION).orElse(BY_HAND), number);
    }

    private Instance instance(Name name, Container container) {
        Container.State state = container.state();
        return new Instance(
                name,
                endpoint(container),
                state.runs() ? State.RUNNING : state.restarts() ? State.WAITING : State.STOPPED,
                container.since(),
                container.restarts(),
                state.runs() ? Optional.empty() : Optional.of(state.exit()),
                state.runs() ? keepers.retiring(name) : Optional.empty(),
                new Origin(
                        container.label(Recipe.STEP).orElse(""),
                        container.label(Recipe.ENVIRONMENT).orElse("")));
    }

    /** Where it is published on the loopback, else its own address, which its machine reaches. */
    private Optional<Endpoint> endpoint(Container container) {
        if (part.port().isEmpty() || !container.state().runs()) {
            return Optional.empty();
        }
        int port = part.port().get();
        return Optional.ofNullable(container.net().published().get(port + "/tcp"))
                .map(Endpoint::local)
                .or(() -> container.net().addresses().entrySet().stream()
                        .min(Map.Entry.comparingByKey())
                        .map(network -> new Endpoint(network.getValue(), port)));
    }

    @Override
    public Starting start(Name name) throws InterruptedException {
        try {
            Optional<Container> there = container(name);
            if (there.isPresent() && there.get().state().runs()) {
                return new Starting.Running(instance(name, there.get()));
            }
            if (there.isPresent() && made.pin().isOf(there.get())) {
                return started(name, there.get());
            }
            if (made.recipe().isEmpty()) {
                return new Starting.Refused(made.lacking());
            }
            if (there.isPresent()) {
                docker.said("rm", "--force", there.get().id());
            }
            return started(name, made(made.recipe().get(), name));
        } catch (EngineFailure failure) {
            return refused(failure);
        }
    }

    private Container made(Recipe recipe, Name name) throws InterruptedException {
        recipe.make(docker, name, part.stop());
        Container container = container(name)
                .orElseThrow(() -> new EngineFailure("Compose has made no container of " + part.service()));
        if (!made.pin().isOf(container)) {
            docker.said("rm", "--force", container.id());
            throw new EngineFailure("its image has been made anew meanwhile: release again");
        }
        return container;
    }

    /** An engine that is away for a moment has refused nothing. */
    private static Starting refused(EngineFailure failure) {
        if (failure.isAway()) {
            throw failure;
        }
        return new Starting.Refused(failure.says());
    }

    /** The very container that ran before: its image and its configuration cannot have changed. */
    @Override
    public Starting again(Name name) throws InterruptedException {
        Optional<Container> there = container(name);
        if (there.isEmpty()) {
            return new Starting.Refused(
                    "its container was removed, and with it how it was made: release " + name.version() + " again");
        }
        try {
            return started(name, there.get());
        } catch (EngineFailure failure) {
            return refused(failure);
        }
    }

    private Starting started(Name name, Container container) throws InterruptedException {
        called(name, container);
        docker.said("start", container.id());
        return new Starting.Running(find(name).orElseThrow(() -> new EngineFailure("it was removed at once")));
    }

    /** The fixed name goes to the one that runs. */
    private void called(Name name, Container container) throws InterruptedException {
        Optional<String> called = made.pin().called();
        if (called.isEmpty() || name.number() != 1 || container.name().equals(called.get())) {
            return;
        }
        for (Container other : docker.containers(project, part.service())) {
            if (other.name().equals(called.get())) {
                docker.said("rename", other.id(), project + "-" + part.service() + "-" + other.number());
            }
        }
        docker.said("rename", container.id(), called.get());
    }

    @Override
    public void stop(Name name) throws InterruptedException {
        for (Container container : docker.containers(project, part.service())) {
            if (name(container).equals(name)) {
                stop(container);
            }
        }
        keepers.release(name);
    }

    private void stop(Container container) throws InterruptedException {
        stays(container);
        if (container.state().runs() && !signalled(container)) {
            signal(container);
        }
        List<String> words = new ArrayList<>(List.of("stop"));
        part.stop().within().ifPresent(time -> words.addAll(List.of("--time", Long.toString(time.toSeconds()))));
        words.add(container.id());
        Docker.must(docker.run(words, part.stop().within().orElse(LONGEST_GRACE).plusMinutes(1)));
    }

    /** A machine that starts anew starts again what had the policy 'always', also when somebody has stopped it. */
    private void stays(Container container) throws InterruptedException {
        if (container.keeping().policy().equals("always")) {
            docker.said("update", "--restart", "unless-stopped", container.id());
        }
    }

    /** Whether the engine itself sends the signal that is wanted. */
    private boolean signalled(Container container) {
        String usual = container.keeping().signal().map(Stop::full).orElse("SIGTERM");
        return part.stop().signal().map(Stop::full).orElse(usual).equals(usual);
    }

    /** It must not be started again when it has ended by a signal that the engine takes for no order to stop. */
    private void signal(Container container) throws InterruptedException {
        docker.said("update", "--restart", "no", container.id());
        docker.said("kill", "--signal", part.stop().signal().orElseThrow(), container.id());
        Instant until = site.now().plus(part.stop().within().orElse(Duration.ofSeconds(10)));
        while (site.now().isBefore(until) && runs(container)) {
            site.pause(Duration.ofMillis(200));
        }
        if (runs(container)) {
            docker.said("kill", container.id());
        }
        docker.said("update", "--restart", policy(container), container.id());
    }

    private static String policy(Container container) {
        return container.keeping().policy().equals("always")
                ? "unless-stopped"
                : container.keeping().policy();
    }

    private boolean runs(Container container) throws InterruptedException {
        return docker.inspect(List.of(container.id())).stream()
                .anyMatch(now -> now.state().runs());
    }

    @Override
    public void forget(Name name) throws InterruptedException {
        keepers.release(name);
        for (Container container : docker.containers(project, part.service())) {
            if (name(container).equals(name)) {
                docker.said("rm", "--force", container.id());
            }
        }
    }

    @Override
    public void retire(Name name, Instant when) throws InterruptedException {
        Optional<Container> container = container(name);
        if (container.isPresent()) {
            stays(container.get());
            keepers.retire(name, container.get().id(), when);
        }
    }

    @Override
    public void recall(Name name) throws InterruptedException {
        keepers.recall(name);
    }

    @Override
    public List<String> tail(Name name, int lines) throws InterruptedException {
        Optional<Container> container = container(name);
        return container.isPresent() ? docker.tail(container.get().id(), lines) : List.of();
    }

    @Override
    public int connections(Name name) throws InterruptedException {
        Optional<Container> container = container(name);
        return container.isEmpty() || part.port().isEmpty()
                ? 0
                : new Sockets(site, docker).open(container.get(), part.port().get());
    }

    @Override
    public Optional<String> unready(Instance instance) throws InterruptedException {
        Optional<Container> found = container(instance.name());
        if (found.isEmpty()) {
            return Optional.of("its container is gone");
        }
        Container container = found.get();
        Optional<String> health = container.state().health();
        if (health.isPresent() && !health.get().equals("healthy")) {
            return Optional.of("its health check says " + health.get());
        }
        if (part.port().isPresent() && endpoint(container).isEmpty()) {
            return Optional.of("it has no address of its own, as with 'network_mode'");
        }
        if (part.ready().program().isPresent()) {
            return refused(container, part.ready().program().get());
        }
        Duration up = Duration.between(container.since(), site.now());
        boolean unseen = health.isEmpty() && part.port().isEmpty();
        return unseen && up.compareTo(part.ready().stays()) < 0
                ? Optional.of("it has run for " + Patience.said(up) + " of "
                        + Patience.said(part.ready().stays()))
                : Optional.empty();
    }

    private Optional<String> refused(Container container, List<String> program) throws InterruptedException {
        return switch (docker.exec(container.id(), program, LOOK)) {
            case Ran.Ended(int status, String _, String _) ->
                status == 0
                        ? Optional.empty()
                        : Optional.of(program.getFirst() + " within it ended with exit status " + status);
            case Ran.TooLong(Duration deadline) ->
                Optional.of(program.getFirst() + " within it did not end in " + Patience.said(deadline));
            case Ran.NotFound(String word) -> Optional.of("there is no " + word + " here");
        };
    }

    /** Compose counts stopped ones as well, and 'restart' would start them. */
    @Override
    public int remembered() {
        return 0;
    }

    @Override
    public String noun() {
        return "container";
    }
}
