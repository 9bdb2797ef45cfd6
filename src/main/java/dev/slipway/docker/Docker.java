package dev.slipway.docker;

import dev.slipway.base.Data;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Place;
import dev.slipway.hands.Place.Ran;
import dev.slipway.hands.Site;
import dev.slipway.operations.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The engine that the {@code docker} program of a step's place speaks with. What fails is an {@link EngineFailure}. */
public record Docker(Site site) {
    private static final Duration SHORT = Duration.ofMinutes(2);

    /** Images are loaded, pulled and built for as long as it takes; the step's own time limit ends it. */
    static final Duration LONG = Duration.ofDays(1);

    private static final Pattern DAEMON = Pattern.compile("^(Error response from daemon|Error|docker): ");

    /** How the engine names itself, once it has answered. */
    public record Answering(String root, String system) {}

    /** Throws with what is to be done where there is none. */
    public Answering answering() throws InterruptedException {
        Known info = new Known(json(said("info", "--format", "{{json .}}")));
        List<Known> errors = info.list("ServerErrors");
        if (!errors.isEmpty()) {
            throw new EngineFailure(why(errors.getFirst().text().orElse("no Docker engine answers")));
        }
        return new Answering(
                info.text("DockerRootDir").orElse(""), info.text("OSType").orElse("linux"));
    }

    /** All containers of a project; never those of a {@code run}. */
    public List<Container> containers(String project) throws InterruptedException {
        return labelled(List.of("project=" + project, "oneoff=False"));
    }

    /** Those of one of its services. */
    public List<Container> containers(String project, String service) throws InterruptedException {
        return labelled(List.of("project=" + project, "oneoff=False", "service=" + service));
    }

    private List<Container> labelled(List<String> labels) throws InterruptedException {
        List<String> words = new ArrayList<>(List.of("ps", "--all", "--quiet", "--no-trunc"));
        labels.forEach(label -> words.addAll(List.of("--filter", "label=com.docker.compose." + label)));
        List<String> ids = said(words).lines().filter(line -> !line.isBlank()).toList();
        return ids.isEmpty() ? List.of() : inspect(ids);
    }

    /** Those of them that are still there. */
    public List<Container> inspect(List<String> ids) throws InterruptedException {
        List<String> words = new ArrayList<>(List.of("inspect", "--type", "container"));
        words.addAll(ids);
        Ran ran = run(words, SHORT);
        // One that went meanwhile makes the whole answer fail, and the others are said all the same.
        if (ran instanceof Ran.Ended(int status, String stdout, String stderr)
                && (status == 0 || stderr.contains("No such"))
                && stdout.strip().startsWith("[")) {
            return Container.all(json(stdout));
        }
        throw failure(ran);
    }

    /** The ID of an image that is here. */
    public Optional<String> image(String reference) throws InterruptedException {
        Ran ran = run(List.of("image", "inspect", "--format", "{{.Id}}", reference), SHORT);
        return switch (ran) {
            case Ran.Ended(int status, String stdout, String _) when status == 0 -> Optional.of(stdout.strip());
            case Ran.Ended(int _, String _, String stderr) when stderr.contains("No such image") -> Optional.empty();
            case Ran.Ended _, Ran.NotFound _, Ran.TooLong _ -> throw failure(ran);
        };
    }

    public boolean has(String kind, String name) throws InterruptedException {
        Ran ran = run(List.of(kind, "inspect", "--format", "{{.Name}}", name), SHORT);
        if (ran instanceof Ran.Ended(int status, String _, String stderr)) {
            if (status == 0) {
                return true;
            }
            if (stderr.toLowerCase(Locale.ROOT).contains("no such") || stderr.contains("not found")) {
                return false;
            }
        }
        throw failure(ran);
    }

    /** What the last lines of a container are, of both its outputs. */
    public List<String> tail(String id, int lines) throws InterruptedException {
        return switch (run(List.of("logs", "--tail", Integer.toString(lines), id), SHORT)) {
            case Ran.Ended(int _, String stdout, String stderr) ->
                Stream.concat(stdout.lines(), stderr.lines())
                        .filter(line -> !line.isBlank())
                        .toList();
            case Ran.NotFound _, Ran.TooLong _ -> List.of();
        };
    }

    /** Of a command within a container; none where there is no such program. */
    public Ran exec(String id, List<String> words, Duration atMost) throws InterruptedException {
        List<String> all = new ArrayList<>(List.of("exec", id));
        all.addAll(words);
        return run(all, atMost);
    }

    public void load(String archive) throws InterruptedException {
        must(run(List.of("load", "--quiet", "--input", archive), LONG));
    }

    public String said(String... words) throws InterruptedException {
        return said(Arrays.asList(words));
    }

    public String said(List<String> words) throws InterruptedException {
        return must(run(words, SHORT));
    }

    public static String must(Ran ran) {
        if (ran instanceof Ran.Ended(int status, String stdout, String _) && status == 0) {
            return stdout;
        }
        throw failure(ran);
    }

    public Ran run(List<String> words, Duration atMost) throws InterruptedException {
        List<String> all = new ArrayList<>(List.of("docker"));
        all.addAll(words);
        return site.place().run(new Place.Command(all, site.directory(), site.environment(), atMost));
    }

    static Data json(String text) {
        try {
            return Json.read(text);
        } catch (IllegalArgumentException e) {
            throw new EngineFailure("docker has said what is " + e.getMessage());
        }
    }

    /** What went wrong, in one sentence with what to do. */
    public static EngineFailure failure(Ran ran) {
        return new EngineFailure(
                switch (ran) {
                    case Ran.NotFound(String word) ->
                        "there is no " + word + " here: install it, or run this step where it is";
                    case Ran.TooLong(Duration deadline) -> "docker did not answer within " + Patience.said(deadline);
                    case Ran.Ended(int status, String stdout, String stderr) ->
                        Stream.concat(stderr.lines(), stdout.lines())
                                .map(String::strip)
                                .filter(line ->
                                        !line.isEmpty() && !line.startsWith("time=") && !line.startsWith("WARNING"))
                                .findFirst()
                                .map(Docker::why)
                                .orElse("docker ended with exit status " + status);
                });
    }

    /** Recognised by its text, since the program has nothing else: it has said so for ten years. */
    private static String why(String line) {
        String said = DAEMON.matcher(line).replaceFirst("").replaceAll("\\.$", "");
        if (said.startsWith("Cannot connect to the Docker daemon")) {
            return EngineFailure.AWAY
                    + said.replaceFirst("Cannot connect to the Docker daemon( at \\S+)\\..*", "$1")
                            .replaceFirst("^Cannot.*", "")
                    + ": start it, or name another by DOCKER_HOST or 'docker context use'";
        }
        if (said.contains("permission denied") && said.contains("Docker daemon")) {
            return "the socket of the Docker engine is not for this user: add the user to the group docker";
        }
        if (said.contains("context") && said.contains("not found")) {
            return said + ": choose one of 'docker context ls'";
        }
        return said;
    }
}
