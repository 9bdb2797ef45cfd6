package dev.slipway.places.container;

import dev.slipway.hands.Place.Launch;
import dev.slipway.hands.Place.SessionUse;
import dev.slipway.hands.Place.Shell.Dialect;
import dev.slipway.sessions.SessionScripts;
import dev.slipway.sessions.SessionWords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The text of a step that runs in a container, as the place of the docker program performs it: a step of its own there, whose
 * supervisor survives Slipway.
 *
 * @param directory in the container
 * @param runs the folder of runs at the place of the docker program
 */
record Program(Inside inside, Container container, Pin pin, String directory, String runs) {

    String text(Launch launch, Passed passed) {
        String end = "SLIPWAY_" + pin.mark();
        List<String> lines = new ArrayList<>();
        lines.add("collect=" + Quoted.word(Texts.COLLECT));
        lines.add("prefix=" + Quoted.word(pin.prefix()));
        lines.add("sessions=" + Quoted.word(runs + "/" + launch.attempt().run() + "/sessions"));
        lines.add("before=" + Quoted.word(name(launch.session().flatMap(SessionUse::before))));
        lines.add("after=" + Quoted.word(name(launch.session().map(SessionUse::after))));
        lines.add("dialect=" + launch.shell().dialect().name().toLowerCase(Locale.ROOT));
        lines.add("docker_step() { " + Quoted.words(step(passed)) + "; }");
        lines.add(
                "docker_in() { " + Quoted.words(inside.exec(pin.id(), List.of(), List.of("sh", "-c"))) + " \"$@\"; }");
        lines.add("docker_is_there() { docker version --format '{{.Server.Version}}' >/dev/null 2>&1; }");
        lines.add("payload() {");
        lines.add("cat <<'" + end + "'");
        lines.add(fixed(launch, passed));
        lines.add(end);
        if (launch.session().isPresent()) {
            lines.add("[ -z \"$before\" ] || { printf __slipway_before_sh=; quoted \"$sessions/$before.sh\"; }");
            lines.add("[ -z \"$before\" ] || { printf __slipway_before_bash=; quoted \"$sessions/$before.bash\"; }");
        }
        lines.add("echo '__slipway_inside; exit'");
        lines.add("}");
        return String.join("\n", lines) + "\n" + Texts.AROUND;
    }

    private List<String> step(Passed passed) {
        List<String> options = new ArrayList<>(List.of("--interactive", "--workdir", directory));
        options.addAll(passed.options());
        for (String name : List.of("SLIPWAY_RUN", "SLIPWAY_STEP", "SLIPWAY_ATTEMPT")) {
            options.addAll(List.of("--env", name));
        }
        options.addAll(List.of("--env", "SLIPWAY_MARK=" + pin.mark()));
        return inside.exec(pin.id(), options, List.of("sh"));
    }

    /** All of the program but the state of its session, which lies where the docker program is. */
    private String fixed(Launch launch, Passed passed) {
        Dialect dialect = launch.shell().dialect();
        boolean session = launch.session().isPresent();
        SessionWords words = SessionWords.of((Collection<String>) names(launch));
        return String.join(
                "\n",
                Texts.INSIDE,
                "__slipway_environment() {",
                passed.inside() + ":",
                "}",
                "__slipway_prefix=" + Quoted.word(pin.prefix()),
                "__slipway_dialect=" + dialect.name().toLowerCase(Locale.ROOT),
                "__slipway_step=" + Quoted.word(launch.shell().text()),
                "__slipway_session=" + Quoted.word(session ? SessionScripts.text(dialect) : ""),
                "__slipway_after=" + Quoted.word(session ? "yes" : ""),
                "__slipway_keeps="
                        + Quoted.word(
                                launch.session()
                                                .filter(SessionUse::keepsDirectory)
                                                .isPresent()
                                        ? "keeps"
                                        : ""),
                "__slipway_candidates=" + Quoted.word(String.join(" ", words.names())),
                "__slipway_secrets="
                        + Quoted.word(String.join(
                                " ", words.secretNames(launch.environment().secrets()))),
                "__slipway_before_sh= __slipway_before_bash=");
    }

    /** Of all variables that the step may find: those of its container, and what it is given. */
    private Set<String> names(Launch launch) {
        Set<String> names = new TreeSet<>(container.variables());
        names.addAll(launch.environment().plain().keySet());
        launch.environment().secrets().forEach(secret -> names.add(secret.name()));
        names.removeAll(launch.environment().dropped());
        return names;
    }

    /** A session's state is a file: its name is no path. */
    private static String name(Optional<String> state) {
        String name = state.orElse("");
        if (!name.matches("|[A-Za-z0-9][A-Za-z0-9@._-]*")) {
            throw new IllegalArgumentException("not the name of a session's state: " + name);
        }
        return name;
    }
}
