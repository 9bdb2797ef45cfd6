package dev.slipway.places.container;

import dev.slipway.hands.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A container, by way of the docker program of another place. A step is begun there as a step of that place, which brings its
 * program into the container, carries its outputs out, and notes its exit status only when the step itself has left one.
 */
public final class ContainerPlace implements Place {
    private static final Duration BRIEF = Duration.ofSeconds(20);
    /** As the docker program itself says that it could not. */
    private static final int UNABLE = 125;

    private final String name;
    private final Path state;
    private final Rules rules;
    private final Docker docker;
    private final Inside inside;
    private final Errands errands;

    /**
     * @param runs the folder of runs at the place of the docker program
     * @param directory where steps run in the container that say nothing else; empty: where its image says
     * @param user who runs them; empty: whom the image says
     */
    public record Rules(Wanted wanted, String runs, Optional<String> directory, Optional<String> user) {}

    /** @param at where the docker program is */
    public ContainerPlace(String name, Path state, Place at, Rules rules) {
        this.name = name;
        this.state = state.toAbsolutePath().normalize();
        this.rules = rules;
        this.docker = new Docker(at);
        this.inside = new Inside(docker, rules.user());
        this.errands = new Errands(inside);
    }

    /** Whether there is an engine for places like this. */
    public sealed interface Engine {
        record Answers(String version) implements Engine {}

        /** One sentence without a full stop. */
        record Away(String says) implements Engine {}
    }

    public static Engine engine(Place at) throws InterruptedException {
        return switch (new Docker(at).ask("version", "--format", "{{.Server.Version}}")) {
            case Docker.Said.Well(String stdout) -> new Engine.Answers(stdout.strip());
            case Docker.Said.Wrong(String says, boolean _) -> new Engine.Away(says);
        };
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Hindrance> hindrance(Set<Shell.Dialect> dialects) throws InterruptedException {
        return switch (Choice.of(docker, rules.wanted())) {
            case Choice.Wrong(String says, boolean later) -> Optional.of(new Hindrance(says, later));
            case Choice.Right _ when dialects.isEmpty() -> Optional.empty();
            case Choice.Right(Container container) -> {
                Looked looked = Looked.into(inside, container, "/");
                yield dialects.stream()
                        .sorted()
                        .flatMap(dialect -> looked.unable(container, dialect, "/").stream())
                        .findFirst()
                        .map(says -> new Hindrance(says, false));
            }
        };
    }

    @Override
    public Beginning begin(Launch launch) throws InterruptedException {
        return switch (Choice.of(docker, rules.wanted())) {
            case Choice.Wrong(String says, boolean _) -> new Beginning.Refused(says);
            case Choice.Right(Container container) -> begin(launch, container);
        };
    }

    private Beginning begin(Launch launch, Container container) throws InterruptedException {
        String directory = directory(container, launch.directory());
        Looked looked = Looked.into(inside, container, directory);
        Optional<String> unable = looked.unable(container, launch.shell().dialect(), directory);
        if (unable.isEmpty()) {
            unable = missing(launch);
        }
        if (unable.isPresent()) {
            return new Beginning.Refused(unable.get());
        }
        Pin pin = Pin.of(container, looked.folder(), Pin.mark(state, launch.attempt()));
        try {
            pin.keep(state, launch.attempt());
        } catch (FileAlreadyExistsException _) {
            return new Beginning.Refused(launch.attempt() + " was begun or given up before");
        } catch (IOException e) {
            return new Beginning.Refused(String.valueOf(e.getMessage()));
        }
        Passed passed = Passed.of(launch.environment());
        String text = new Program(inside, container, pin, directory, rules.runs()).text(launch, passed);
        Launch around = new Launch(
                launch.attempt(),
                new Shell(Shell.Dialect.SH, text),
                Optional.empty(),
                passed.given(),
                Optional.empty(),
                launch.capture());
        Beginning begun = docker.at().begin(around);
        return begun instanceof Beginning.Begun(Attempt attempt)
                ? new Beginning.Begun(inContainer(attempt, launch.attempt(), pin))
                : begun;
    }

    /** The sentence when the session's state before this step is not where the docker program is. */
    private Optional<String> missing(Launch launch) throws InterruptedException {
        Optional<String> before = launch.session().flatMap(SessionUse::before);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        String file = rules.runs() + "/" + launch.attempt().run() + "/sessions/" + before.get() + ".sh";
        return docker.at().run(plainly("test", "-f", file)) instanceof Ran.Ended(int status, String _, String _)
                        && status == 0
                ? Optional.empty()
                : Optional.of("the session's state " + before.get() + " is not here");
    }

    private ContainerAttempt inContainer(Attempt around, AttemptName attempt, Pin pin) {
        return new ContainerAttempt(around, inside, pin, ended -> {
            Optional<Integer> status = verdict(attempt);
            return new Exit(status, ended.stdout(), ended.stderr(), ended.outputs(), ended.took());
        });
    }

    /** The exit status of the step itself. */
    private Optional<Integer> verdict(AttemptName attempt) throws InterruptedException {
        String file = rules.runs() + "/" + attempt.run() + "/attempts/" + attempt.step() + "." + attempt.purpose() + "."
                + attempt.attempt() + ".verdict";
        return docker.at().run(plainly("cat", file)) instanceof Ran.Ended(int status, String stdout, String _)
                        && status == 0
                        && stdout.matches("\\d{1,3}\n")
                ? Optional.of(Integer.valueOf(stdout.strip()))
                : Optional.empty();
    }

    private static Command plainly(String... words) {
        return new Command(List.of(words), Optional.empty(), new Environment(Map.of(), List.of(), List.of()), BRIEF);
    }

    @Override
    public Found find(AttemptName attempt, Capture capture) throws InterruptedException {
        Found found = docker.at().find(attempt, capture);
        Optional<Pin> pin = pin(attempt);
        if (pin.isEmpty()) {
            return found;
        }
        return switch (found) {
            case Found.Never never -> never;
            case Found.Running(Attempt around) -> new Found.Running(inContainer(around, attempt, pin.get()));
            case Found.Gone _ -> gone(pin.get());
            case Found.Ended(Exit around) -> {
                Optional<Integer> status = verdict(attempt);
                yield status.isPresent()
                        ? new Found.Ended(
                                new Exit(status, around.stdout(), around.stderr(), around.outputs(), around.took()))
                        : gone(pin.get());
            }
        };
    }

    private Optional<Pin> pin(AttemptName attempt) {
        try {
            return Pin.kept(state, attempt);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Found.Gone gone(Pin pin) throws InterruptedException {
        Optional<List<Container>> found;
        try {
            found = docker.inspect(List.of(pin.id()));
        } catch (Docker.Away e) {
            return new Found.Gone(
                    "what became of it in the container " + pin.name() + " cannot be asked: " + e.says(), List.of());
        }
        if (found.isEmpty()) {
            return new Found.Gone(
                    "the container " + pin.name() + " in which it ran is gone: removed, or replaced by another",
                    List.of());
        }
        Container now = found.get().getFirst();
        if (!now.started().equals(pin.started())) {
            return new Found.Gone(
                    "the container " + pin.name() + " in which it ran was started anew since it began",
                    inside.alive(pin));
        }
        return now.runs()
                ? new Found.Gone(
                        "it was ended in the container " + pin.name()
                                + ", or the docker program that ran it there was, and it left no exit status",
                        inside.alive(pin))
                : new Found.Gone(
                        "the container " + pin.name()
                                + " in which it ran does not run any more: the engine says that it is " + now.state(),
                        List.of());
    }

    @Override
    public void clear(AttemptName attempt) throws InterruptedException {
        docker.at().clear(attempt);
        Optional<Pin> pin = pin(attempt);
        if (pin.isPresent()) {
            try {
                inside.end(pin.get());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void forget(String run) {
        docker.at().forget(run);
    }

    @Override
    public Ran run(Command command) throws InterruptedException {
        return switch (Choice.of(docker, rules.wanted())) {
            case Choice.Wrong(String says, boolean _) -> new Ran.Ended(UNABLE, "", says + "\n");
            case Choice.Right(Container container) ->
                errands.run(command, container, directory(container, command.directory()));
        };
    }

    @Override
    public Piping pipe(Command command) throws InterruptedException {
        return switch (Choice.of(docker, rules.wanted())) {
            case Choice.Wrong(String says, boolean _) -> new Piping.Refused(says);
            case Choice.Right(Container container) ->
                errands.pipe(command, container, directory(container, command.directory()));
        };
    }

    private String directory(Container container, Optional<String> given) {
        String own =
                rules.directory().map(path -> under(container.folder(), path)).orElse(container.folder());
        return given.map(path -> under(own, path)).orElse(own);
    }

    private static String under(String folder, String path) {
        return path.startsWith("/") ? path : folder.replaceFirst("/$", "") + "/" + path;
    }
}
