package dev.slipway.places.local;

import dev.slipway.hands.Place.Launch;
import dev.slipway.hands.Place.SessionUse;
import dev.slipway.hands.Place.Shell;
import dev.slipway.sessions.SessionWords;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts the supervisors of steps. */
final class Supervisors {
    /** To be ready for {@link Spawn} takes as long as it saves in so many steps: short runs do without. */
    private static final int SHORT_RUN = 20;

    private final Path state;
    private final AtomicInteger started = new AtomicInteger();
    /** What this process was given, which does not change. */
    private final Map<String, String> ours = Map.copyOf(System.getenv());

    private final PlainBash plainBash = new PlainBash();
    private volatile Optional<Scripts> scripts = Optional.empty();
    private volatile Optional<Spawn> spawn;
    private volatile SessionWords lastWords = SessionWords.of(List.of());

    Supervisors(Path state, Optional<Spawn> spawn) {
        this.state = state;
        this.spawn = spawn;
    }

    /** What starts a supervisor, and the script of its step. */
    record Ready(AttemptFiles files, Start supervisor, String script, Optional<Sessions.Prepared> session) {}

    /** As Java would have it in a {@link ProcessBuilder}, which takes long to copy what it was given itself. */
    record Start(List<String> words, Map<String, String> environment, Path where) {
        /** What is the same as in this process keeps its bytes, whether they are text or not. */
        ProcessBuilder byJava() {
            ProcessBuilder builder = new ProcessBuilder("setsid").directory(where.toFile());
            builder.command().addAll(words);
            Map<String, String> given = builder.environment();
            given.keySet().retainAll(environment.keySet());
            environment.forEach((name, value) -> {
                if (!value.equals(given.get(name))) {
                    given.put(name, value);
                }
            });
            return builder;
        }
    }

    /** Writes nothing of the attempt's. */
    Ready ready(Launch launch, AttemptFiles files, Path where) throws IOException {
        Map<String, String> environment = new HashMap<>(ours);
        StepEnvironment.apply(launch.environment(), environment);
        StepEnvironment.forStep(files, environment);
        String text = launch.shell().text();
        if (launch.session().isEmpty()) {
            return new Ready(
                    files, new Start(shell(launch.shell(), files), environment, where), text, Optional.empty());
        }
        SessionWords given = lastWords.of(environment.keySet());
        lastWords = given;
        SessionUse use = launch.session().get();
        Sessions.Prepared session = sessions(files)
                .prepare(use, launch.shell(), given.functions())
                .orElseThrow(() ->
                        new IOException("the session's state " + use.before().orElse("") + " is not here"));
        Optional<String> bash =
                session.saves() || !Changeless.isSameInAFork(text) ? Optional.empty() : plainBash.of(environment);
        if (bash.isEmpty() || session.before().isPresent()) {
            given.tell(launch.shell().dialect(), launch.environment().secrets(), environment);
        }
        List<String> words = bash.isPresent()
                ? forking(bash.get(), session, use, files)
                : withSession(shell(launch.shell(), files), session, use);
        return new Ready(
                files,
                new Start(words, environment, where),
                text + session.note().orElse(""),
                Optional.of(session));
    }

    Child start(Ready ready) throws IOException {
        if (ready.session().isPresent()) {
            sessions(ready.files()).keep(ready.session().get(), ready.files().file("step.sh"));
        }
        Optional<Spawn> linked = spawn;
        Optional<Child> child = linked.isPresent() ? linked.get().start(ready.supervisor()) : Optional.empty();
        if (child.isPresent()) {
            return child.get();
        }
        if (started.incrementAndGet() == SHORT_RUN) {
            Thread.ofPlatform().daemon().name("spawn").start(() -> spawn = Spawn.link());
        }
        return Child.of(ready.supervisor()
                .byJava()
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectError(Redirect.DISCARD)
                .start());
    }

    private static Sessions sessions(AttemptFiles files) {
        return new Sessions(files.run().resolve("sessions"));
    }

    private List<String> shell(Shell shell, AttemptFiles files) throws IOException {
        // Not the sh of the step's own PATH: that one may be anything.
        List<String> words = new ArrayList<>(List.of(
                "/bin/sh", scripts().supervise().toString(), files.prefix().toString()));
        boolean bash = shell.dialect() == Shell.Dialect.BASH;
        words.addAll(bash ? List.of("bash", "-euo", "pipefail") : List.of("sh", "-eu"));
        words.add(files.file("step.sh").toString());
        return words;
    }

    private List<String> withSession(List<String> shell, Sessions.Prepared session, SessionUse use) throws IOException {
        Path script = session.shell().dialect() == Shell.Dialect.BASH
                ? scripts().bash()
                : scripts().sh();
        shell.add(shell.size() - 1, script.toString());
        shell.add(session.read().toString());
        shell.add(session.saves() ? session.after().toString() : "");
        shell.add(keeps(use));
        return shell;
    }

    private List<String> forking(String bash, Sessions.Prepared session, SessionUse use, AttemptFiles files)
            throws IOException {
        return List.of(
                bash,
                scripts().fork().toString(),
                files.prefix().toString(),
                plainBash.boot(),
                files.file("step.sh").toString(),
                session.before().map(Path::toString).orElse(""),
                keeps(use));
    }

    private static String keeps(SessionUse use) {
        return use.keepsDirectory() ? "keeps" : "";
    }

    private Scripts scripts() throws IOException {
        Optional<Scripts> known = scripts;
        if (known.isEmpty()) {
            known = Optional.of(Scripts.install(state));
            scripts = known;
        }
        return known.get();
    }
}
