package dev.slipway.places.container;

import dev.slipway.base.Data;
import dev.slipway.hands.Place;
import dev.slipway.hands.Place.Command;
import dev.slipway.hands.Place.Environment;
import dev.slipway.hands.Place.Ran;
import dev.slipway.operations.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The docker program of a place, asked for what machines read. */
record Docker(Place at) {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Environment PLAIN = new Environment(Map.of(), List.of(), List.of());

    sealed interface Said {
        record Well(String stdout) implements Said {}

        /** {@code says} is one sentence without a full stop, {@code away} when it is the engine that cannot be asked. */
        record Wrong(String says, boolean away) implements Said {}
    }

    Said ask(String... words) throws InterruptedException {
        List<String> all = new ArrayList<>(List.of("docker"));
        all.addAll(List.of(words));
        return switch (at.run(new Command(all, Optional.empty(), PLAIN, DEADLINE))) {
            case Ran.NotFound _ -> new Said.Wrong("there is no docker program " + where() + ": install it", true);
            case Ran.TooLong _ ->
                new Said.Wrong(
                        "the Docker engine " + where() + " has not answered within " + DEADLINE.toSeconds()
                                + " seconds: see docker info",
                        true);
            case Ran.Ended(int status, String stdout, String stderr) ->
                status == 0 ? new Said.Well(stdout) : wrong(stderr);
        };
    }

    private Said.Wrong wrong(String stderr) {
        String line = stderr.lines().filter(text -> !text.isBlank()).findFirst().orElse("it has failed silently");
        if (stderr.contains("permission denied")) {
            return new Said.Wrong(
                    "this user may not speak with the Docker engine " + where()
                            + ": run as one of the group docker, or name another engine by DOCKER_HOST",
                    true);
        }
        boolean away = Stream.of(
                        "Cannot connect",
                        "failed to connect",
                        "error during connect",
                        "dial ",
                        "unable to resolve docker endpoint")
                .anyMatch(stderr::contains);
        return away
                ? new Said.Wrong("no Docker engine answers " + where() + ": " + line, true)
                : new Said.Wrong("docker: " + line, false);
    }

    private String where() {
        return at.name().equals("here") ? "here" : "at " + at.name();
    }

    /** Whether the engine has said that there is none. Whatever else it says tells nothing of the container. */
    static boolean missing(Said.Wrong said) {
        return !said.away() && said.says().toLowerCase(Locale.ROOT).contains("no such");
    }

    /** Containers by their ids or names; empty when one of them is not there. */
    Optional<List<Container>> inspect(List<String> names) throws InterruptedException, Away {
        List<String> words = new ArrayList<>(List.of("inspect", "--type", "container"));
        words.addAll(names);
        return switch (ask(words.toArray(String[]::new))) {
            case Said.Well(String stdout) -> Optional.of(containers(stdout));
            case Said.Wrong wrong when !missing(wrong) -> throw new Away(wrong.says());
            case Said.Wrong _ -> Optional.empty();
        };
    }

    private static List<Container> containers(String json) {
        return Json.read(json) instanceof Data.Listing(List<Data> all)
                ? all.stream().map(each -> Container.of((Data.Mapping) each)).toList()
                : List.of();
    }

    /** Those of a Compose project that were not made by {@code run}. */
    List<Container> ofProject(String project) throws InterruptedException, Away {
        Said said = ask(
                "ps",
                "--all",
                "--quiet",
                "--no-trunc",
                "--filter",
                "label=com.docker.compose.project=" + project,
                "--filter",
                "label=com.docker.compose.oneoff=False");
        return switch (said) {
            case Said.Wrong(String says, boolean _) -> throw new Away(says);
            case Said.Well(String stdout) -> {
                List<String> ids =
                        stdout.lines().filter(line -> !line.isBlank()).toList();
                // One that was removed between both questions: it is asked once more what there is.
                yield ids.isEmpty() ? List.of() : inspect(ids).orElseGet(List::of);
            }
        };
    }

    /** The engine cannot be asked; the message is one sentence without a full stop. */
    static final class Away extends Exception {
        private static final long serialVersionUID = 1;

        Away(String says) {
            super(says);
        }

        String says() {
            return String.valueOf(getMessage());
        }
    }
}
