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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts the supervisors of steps. */
final class Supervisors {
    /** To be ready for {@link Spawn} takes as long as it saves in so many steps: short runs do without. */
    private static final int SHORT_RUN = 20;

    private final Path state;
    private final AtomicInteger started = new AtomicInteger();
    private volatile Optional<Scripts> scripts = Optional.empty();
    private volatile Optional<Spawn> spawn;
    private volatile SessionWords lastWords = SessionWords.of(List.of());

    Supervisors(Path state, Optional<Spawn> spawn) {
        this.state = state;
        this.spawn = spawn;
    }

    Child start(Launch launch, AttemptFiles files, Path where) throws IOException {
        ProcessBuilder supervisor = new ProcessBuilder().directory(where.toFile());
        supervisor.command(words(launch, files, supervisor));
        Optional<Spawn> ready = spawn;
        Optional<Child> child = ready.isPresent() ? ready.get().start(supervisor) : Optional.empty();
        if (child.isPresent()) {
            return child.get();
        }
        if (started.incrementAndGet() == SHORT_RUN) {
            Thread.ofPlatform().daemon().name("spawn").start(() -> spawn = Spawn.link());
        }
        supervisor.command().addFirst("setsid");
        return Child.of(supervisor
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectError(Redirect.DISCARD)
                .start());
    }

    private List<String> words(Launch launch, AttemptFiles files, ProcessBuilder supervisor) throws IOException {
        // Not the sh of the step's own PATH: that one may be anything.
        List<String> words = new ArrayList<>(List.of(
                "/bin/sh", scripts().supervise().toString(), files.prefix().toString()));
        StepEnvironment.apply(launch.environment(), supervisor.environment());
        StepEnvironment.forStep(files, supervisor.environment());
        boolean bash = launch.shell().dialect() == Shell.Dialect.BASH;
        words.addAll(bash ? List.of("bash", "-euo", "pipefail") : List.of("sh", "-eu"));
        if (launch.session().isPresent()) {
            words.add((bash ? scripts().bash() : scripts().sh()).toString());
        }
        words.add(files.file("step.sh").toString());
        if (launch.session().isPresent()) {
            words.addAll(session(launch, launch.session().get(), files, supervisor));
        }
        return words;
    }

    private List<String> session(Launch launch, SessionUse use, AttemptFiles files, ProcessBuilder supervisor)
            throws IOException {
        SessionWords given = lastWords.of(supervisor.environment().keySet());
        lastWords = given;
        Sessions.Prepared session = new Sessions(files.run().resolve("sessions"))
                .prepare(use, launch.shell(), given.functions())
                .orElseThrow(() ->
                        new IOException("the session's state " + use.before().orElse("") + " is not here"));
        given.tell(launch.shell().dialect(), launch.environment().secrets(), supervisor.environment());
        return List.of(
                session.before().toString(),
                session.after().map(Path::toString).orElse(""),
                use.keepsDirectory() ? "keeps" : "");
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
