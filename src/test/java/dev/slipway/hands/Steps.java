package dev.slipway.hands;

import dev.slipway.base.Secret;
import dev.slipway.hands.Place.Attempt;
import dev.slipway.hands.Place.AttemptName;
import dev.slipway.hands.Place.Beginning;
import dev.slipway.hands.Place.Capture;
import dev.slipway.hands.Place.Environment;
import dev.slipway.hands.Place.Exit;
import dev.slipway.hands.Place.Launch;
import dev.slipway.hands.Place.SessionUse;
import dev.slipway.hands.Place.Shell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Begins steps at a place, with few words. Every step gets the next attempt's number. */
public final class Steps {
    public static final Duration LONG = Duration.ofSeconds(60);

    private final Place place;
    public final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    public final Map<String, String> plain = new LinkedHashMap<>();
    public final List<Secret> secrets = new ArrayList<>();
    public final List<String> dropped = new ArrayList<>();
    public boolean withheld;
    public long keptBytes = 10_000_000;
    private Optional<String> state = Optional.empty();
    private boolean inSession;
    private int attempts;

    public Steps(Place place) {
        this.place = place;
    }

    public Steps inSession() {
        inSession = true;
        return this;
    }

    public AttemptName nextName() {
        return new AttemptName("r00001", "step", "forward", ++attempts);
    }

    public Capture capture() {
        return new Capture(
                List.copyOf(secrets),
                withheld,
                keptBytes,
                (text, error) -> lines.add((error ? "err: " : "out: ") + text));
    }

    public Launch launch(Shell.Dialect dialect, String text, boolean keepsDirectory) {
        AttemptName name = nextName();
        Optional<SessionUse> session = inSession
                ? Optional.of(new SessionUse(state, "state-" + name.attempt(), keepsDirectory))
                : Optional.empty();
        return new Launch(
                name,
                new Shell(dialect, text),
                Optional.empty(),
                new Environment(Map.copyOf(plain), List.copyOf(secrets), List.copyOf(dropped)),
                session,
                capture());
    }

    public Attempt begin(String text) throws InterruptedException {
        return begin(launch(Shell.Dialect.BASH, text, false));
    }

    public Attempt begin(Launch launch) throws InterruptedException {
        return switch (place.begin(launch)) {
            case Beginning.Begun(Attempt attempt) -> attempt;
            case Beginning.Refused(String why) -> throw new AssertionError("refused: " + why);
            case Beginning.Killed _ -> throw new AssertionError("killed");
        };
    }

    public Exit bash(String text) throws InterruptedException {
        return run(launch(Shell.Dialect.BASH, text, false));
    }

    public Exit sh(String text) throws InterruptedException {
        return run(launch(Shell.Dialect.SH, text, false));
    }

    public Exit run(Launch launch) throws InterruptedException {
        Exit exit = begin(launch).await(LONG).orElseThrow(() -> new AssertionError("still running after " + LONG));
        if (exit.status().equals(Optional.of(0))) {
            state = launch.session().map(SessionUse::after).or(() -> state);
        }
        return exit;
    }

    public Steps from(String state) {
        this.state = Optional.of(state);
        return this;
    }

    /** Carries the output on until it shows something. */
    public void awaitUntil(Attempt attempt, BooleanSupplier seen) throws InterruptedException {
        long until = System.nanoTime() + LONG.toNanos();
        while (!seen.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("not seen; lines so far: " + lines);
            }
            attempt.await(Duration.ofMillis(20));
        }
    }
}
