package dev.slipway.engine;

import dev.slipway.hands.Place;
import dev.slipway.hands.Place.AttemptName;
import dev.slipway.hands.Place.Capture;
import dev.slipway.hands.Place.Environment;
import dev.slipway.hands.Place.Launch;
import dev.slipway.hands.Place.OutputListener;
import dev.slipway.hands.Place.SessionUse;
import dev.slipway.hands.Site;
import dev.slipway.plan.PlannedStep;
import dev.slipway.plan.PlannedStep.Work;
import dev.slipway.plan.Variables;
import dev.slipway.report.Drawing;
import dev.slipway.report.Width;
import dev.slipway.run.Progress;
import dev.slipway.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What steps of one run are given: variables, secrets, the session before them, and ears for their output. */
final class Gear {
    /** What is kept of one step's output, unless it is less. */
    private static final long KEPT = 10_000_000;

    private static final Duration PROBE = Duration.ofMinutes(10);

    private final Found found;
    private final Veil veil;
    private final Lookout lookout;
    private final InstantSource clock;
    private final long shift;
    private final StateFolder state;

    /** @param shift names this process among those that have moved the run: the epoch of its lease */
    Gear(Found found, Lookout lookout, InstantSource clock, long shift, StateFolder state) {
        this.state = state;
        this.found = found;
        this.veil = new Veil(found);
        this.lookout = lookout;
        this.clock = clock;
        this.shift = shift;
    }

    long shift() {
        return shift;
    }

    Duration probeDeadline() {
        return PROBE;
    }

    Launch launch(Run run, PlannedStep step, PlannedStep.Shell shell, AttemptName name) {
        Place.Shell text =
                new Place.Shell(Place.Shell.Dialect.valueOf(shell.dialect().toUpperCase(Locale.ROOT)), shell.text());
        return new Launch(name, text, Optional.empty(), environment(run), session(run, step, name), capture(step));
    }

    Capture capture(PlannedStep step) {
        return capture(step, (line, error) -> lookout.output(step.id(), line, error));
    }

    Capture capture(PlannedStep step, OutputListener listener) {
        return new Capture(found.masked(), withheld(step), KEPT, listener);
    }

    private boolean withheld(PlannedStep step) {
        return step.policy().sensitive() || !veil.isFull();
    }

    /** Inputs, what was found, and the outputs so far, of which later ones win; no output takes the name of what is declared. */
    Environment environment(Run run) {
        Map<String, String> plain = new LinkedHashMap<>();
        run.inputs().forEach((name, value) -> plain.put(Variables.ofInput(name), value.plain()));
        plain.putAll(found.plain());
        Set<String> declared = new HashSet<>(plain.keySet());
        found.secrets().forEach(secret -> declared.add(secret.name()));
        run.results()
                .forEach((step, outputs) -> outputs.forEach((output, value) -> Variables.ofOutput(step, output)
                        .filter(name -> !declared.contains(name))
                        .ifPresent(name -> plain.put(name, value.plain()))));
        return new Environment(plain, found.secrets(), List.of());
    }

    /** The state from which a step starts, forward or back, is the one that the last step before it saved. */
    private static Optional<SessionUse> session(Run run, PlannedStep step, AttemptName name) {
        if (!(step.work() instanceof Work.Bash bash)) {
            return Optional.empty();
        }
        String after = saved(bash.session(), name.step(), name.purpose(), name.attempt());
        Optional<PlannedStep> before = before(run, step, bash.session());
        boolean together = before.filter(b -> ((Work.Bash) b.work()).where().equals(bash.where()))
                .isPresent();
        return Optional.of(new SessionUse(before.map(b -> saved(run, b, bash.session())), after, together));
    }

    private static String saved(Run run, PlannedStep step, String session) {
        return saved(
                session,
                step.id().value(),
                "forward",
                run.progress(step.id()).forward().attempt());
    }

    private static String saved(String session, String step, String purpose, int attempt) {
        return session + "." + step + "." + purpose + "." + attempt;
    }

    /** Looked for backwards: the step just before is the usual answer, in a plan of any length. */
    private static Optional<PlannedStep> before(Run run, PlannedStep step, String session) {
        for (int i = run.itinerary().number(step.id()) - 1; i >= 0; i--) {
            PlannedStep other = run.itinerary().step(i);
            if (other.work() instanceof Work.Bash bash
                    && bash.session().equals(session)
                    && run.progress(other.id()).forward() instanceof Progress.Done done
                    && done.attempt() > 0) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    Site site(Run run, PlannedStep step, Outside outside, Consumer<Report> reports) {
        Progress progress = run.progress(step.id());
        return new ActionSite(
                this,
                run,
                step,
                outside,
                text -> reports.accept(new Report.Noted(step.id(), progress.attempt(), text)));
    }

    Recollection recollection(Run run, PlannedStep step) {
        return new Recollection(
                state.run(run.id()).resolve("memory").resolve(step.id().value()));
    }

    Diary diary(Run run, PlannedStep step) {
        return new Diary(state.logs(run.id()).resolve(step.id().value() + ".diary.jsonl"));
    }

    void say(Run run, PlannedStep step, String line) {
        Progress progress = run.progress(step.id());
        String purpose = progress instanceof Progress.Undoing ? "undo" : "forward";
        String file = step.id() + "." + purpose + "." + progress.attempt() + ".out";
        Sayings sayings = new Sayings(state.logs(run.id()).resolve(file), KEPT);
        if (!withheld(step)) {
            String shown = veil.over(line);
            sayings.keep(shown);
            lookout.output(step.id(), shown, false);
        } else if (sayings.isEmpty()) {
            sayings.keep(Capture.WITHHELD);
            lookout.output(step.id(), Capture.WITHHELD, false);
        }
    }

    void show(PlannedStep step, Supplier<Drawing> drawing) {
        if (lookout.draws() && !withheld(step)) {
            Drawing drawn = drawing.get();
            lookout.shows(
                    step.id(),
                    // Masking may make a line longer.
                    (columns, rows) -> drawn.lines(columns, rows).stream()
                            .map(line -> Width.cut(veil.over(line), columns))
                            .toList());
        }
    }

    Veil veil() {
        return veil;
    }

    Instant now() {
        return clock.instant();
    }

    void bug(PlannedStep step, RuntimeException bug) {
        StateFolder.bugs(state.root())
                .keep(clock.instant(), new IllegalStateException("step " + step.id(), bug), veil::over);
    }
}
