package dev.slipway.engine;

import dev.slipway.base.StepId;
import dev.slipway.hands.Action;
import dev.slipway.hands.ActionList;
import dev.slipway.hands.Place;
import dev.slipway.hands.Place.Attempt;
import dev.slipway.hands.Place.AttemptName;
import dev.slipway.hands.Place.Signal;
import dev.slipway.plan.PlannedStep;
import dev.slipway.plan.PlannedStep.Undo;
import dev.slipway.plan.PlannedStep.Work;
import dev.slipway.run.Event.Stop;
import dev.slipway.run.Order.Direction;
import dev.slipway.run.Outcome;
import dev.slipway.run.Progress;
import dev.slipway.run.Run;
import dev.slipway.run.Sighting;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Hands that do it: shell steps at their place, under supervisors; typed steps by their action, in a thread of their own. */
final class PlaceCrew implements Crew {
    private static final Duration LONG = Duration.ofDays(1);
    /** What did not begin is begun anew, but not where nothing ever can: in a sandbox that kills, or without memory. */
    private static final int KILLED_AT_MOST = 20;

    private static final Duration KILLED_PAUSE = Duration.ofMillis(20);

    private final Outside outside;
    private final Place here;
    private final ActionList actions;
    private final Gear gear;
    private final BooleanSupplier stillOurs;
    private final Map<StepId, Thread> threads = new ConcurrentHashMap<>();
    /** Those of them that are typed: their thread is the step itself. */
    private final Set<StepId> typed = ConcurrentHashMap.newKeySet();

    private final Map<StepId, Attempt> attempts = new ConcurrentHashMap<>();
    /** How often in a row their supervisor was killed before they began. */
    private final Map<StepId, Integer> killed = new ConcurrentHashMap<>();

    /** Stops of shell steps that were not in hand yet: a supervisor that is coming up must not slip through. */
    private final Map<StepId, Stop> early = new ConcurrentHashMap<>();

    /** @param stillOurs whether this process still has the lease of the run */
    PlaceCrew(Outside outside, ActionList actions, Gear gear, BooleanSupplier stillOurs) {
        this.stillOurs = stillOurs;
        this.outside = outside;
        this.here = outside.here();
        this.actions = actions;
        this.gear = gear;
    }

    @Override
    public void begin(Run run, PlannedStep step, Direction direction, Consumer<Report> ears) {
        Consumer<Report> reports = veiled(ears);
        Progress progress = run.progress(step.id());
        int attempt = progress.attempt();
        takeInHand(step, direction);
        inThread(step, reports, lostSight(step, attempt, direction), () -> {
            if (!shell(step, direction) && !stillOurs.getAsBoolean()) {
                // No claim beside a typed step could fence a stalled process out, so the lease is looked at again.
                reports.accept(new Report.Gone(step.id(), attempt, direction, "another process moves the run now"));
                return;
            }
            clearBefore(run, step, direction);
            switch (direction) {
                case FORWARD -> reports.accept(forward(run, step, attempt, reports));
                case BACK -> reports.accept(back(run, step, attempt, reports));
            }
        });
    }

    /** What the loop hears it writes down. */
    private Consumer<Report> veiled(Consumer<Report> ears) {
        return report -> ears.accept(gear.veil().over(report));
    }

    /** A stop that came too late for an earlier attempt is not meant for this one. */
    private void takeInHand(PlannedStep step, Direction direction) {
        early.remove(step.id());
        if (shell(step, direction)) {
            typed.remove(step.id());
        } else {
            typed.add(step.id());
        }
    }

    /** What an earlier attempt may have left running must be gone before the next one begins. */
    private void clearBefore(Run run, PlannedStep step, Direction direction) throws InterruptedException {
        Progress progress = run.progress(step.id());
        if (progress.attempt() > 1) {
            here.clear(name(run, step, purpose(direction), progress.attempt() - 1));
        }
        if (direction == Direction.BACK && !(progress.forward() instanceof Progress.Done)) {
            here.clear(name(run, step, "forward", progress.forward().attempt()));
        }
    }

    private Report forward(Run run, PlannedStep step, int attempt, Consumer<Report> reports)
            throws InterruptedException {
        return switch (step.work()) {
            case Work.Bash bash -> shell(run, step, bash.shell(), Direction.FORWARD);
            case Work.Typed typed -> {
                Actions.Bound<?> bound = bind(run, step, typed, reports);
                yield new Report.Finished(step.id(), attempt, Direction.FORWARD, bound.perform());
            }
            case Work.Gate _, Work.Ask _, Work.Tell _ -> throw new IllegalStateException("people do " + step.id());
        };
    }

    private Report back(Run run, PlannedStep step, int attempt, Consumer<Report> reports) throws InterruptedException {
        return switch (step.undo()) {
            case Undo.ByShell undo -> shell(run, step, undo.shell(), Direction.BACK);
            case Undo.ByAction _ -> {
                Actions.Bound<?> bound = bind(run, step, (Work.Typed) step.work(), reports);
                yield new Report.Finished(step.id(), attempt, Direction.BACK, bound.undo());
            }
            case Undo.None _ -> throw new IllegalStateException("nothing says how to take " + step.id() + " back");
        };
    }

    private Actions.Bound<?> bind(Run run, PlannedStep step, Work.Typed typed, Consumer<Report> reports) {
        Action<?> action = actions.find(typed.action())
                .orElseThrow(() -> new IllegalStateException("there is no action " + typed.action()));
        return Actions.bind(action, typed, gear.site(run, step, outside, reports));
    }

    private Report shell(Run run, PlannedStep step, PlannedStep.Shell shell, Direction direction)
            throws InterruptedException {
        int attempt = run.progress(step.id()).attempt();
        AttemptName name = name(run, step, purpose(direction), attempt);
        return switch (here.begin(gear.launch(run, step, shell, name))) {
            case Place.Beginning.Begun begun -> {
                killed.remove(step.id());
                yield until(run, step, direction, begun.attempt());
            }
            case Place.Beginning.Refused refused -> refused(run, step, direction, refused.why());
            case Place.Beginning.Killed _ -> killed(run, step, direction);
        };
    }

    /** A shortage of memory passes, so the next try comes a little later each time. */
    private Report killed(Run run, PlannedStep step, Direction direction) throws InterruptedException {
        int times = killed.merge(step.id(), 1, Integer::sum);
        if (times >= KILLED_AT_MOST) {
            killed.remove(step.id());
            return refused(run, step, direction, "its supervisor is killed again and again");
        }
        Thread.sleep(KILLED_PAUSE.multipliedBy(times));
        return found(run, step, direction);
    }

    /**
     * Either its name was used by somebody else who had this run before, and then it is found and not run; or it cannot begin
     * here, and would not the next time.
     */
    private Report refused(Run run, PlannedStep step, Direction direction, String why) throws InterruptedException {
        Report found = found(run, step, direction);
        return found instanceof Report.NeverBegan never
                ? new Report.Finished(
                        never.step(), never.attempt(), direction, new Outcome.Failed("it could not begin: " + why))
                : found;
    }

    private Report until(Run run, PlannedStep step, Direction direction, Attempt underway) throws InterruptedException {
        attempts.put(step.id(), underway);
        stopIfWanted(step, underway);
        try {
            Optional<Place.Exit> exit = underway.await(LONG);
            while (exit.isEmpty()) {
                exit = underway.await(LONG);
            }
            return ended(run, step, direction, exit.get());
        } finally {
            attempts.remove(step.id());
        }
    }

    private Report ended(Run run, PlannedStep step, Direction direction, Place.Exit exit) {
        int attempt = run.progress(step.id()).attempt();
        return exit.status()
                .<Report>map(status -> new Report.Finished(
                        step.id(), attempt, direction, Exits.outcome(step, direction, status, exit)))
                .orElse(new Report.Gone(step.id(), attempt, direction, "it was killed together with its supervisor"));
    }

    @Override
    public void find(Run run, PlannedStep step, Direction direction, Consumer<Report> ears) {
        Consumer<Report> reports = veiled(ears);
        int attempt = run.progress(step.id()).attempt();
        if (!shell(step, direction)) {
            reports.accept(new Report.Gone(step.id(), attempt, direction, "Slipway ended while it was under way"));
            return;
        }
        takeInHand(step, direction);
        inThread(step, reports, lostSight(step, attempt, direction), () -> reports.accept(found(run, step, direction)));
    }

    private static boolean shell(PlannedStep step, Direction direction) {
        return switch (direction) {
            case FORWARD -> step.work() instanceof Work.Bash;
            case BACK -> step.undo() instanceof Undo.ByShell;
        };
    }

    private Report found(Run run, PlannedStep step, Direction direction) throws InterruptedException {
        int attempt = run.progress(step.id()).attempt();
        AttemptName name = name(run, step, purpose(direction), attempt);
        return switch (here.find(name, gear.capture(step))) {
            case Place.Found.Running running -> until(run, step, direction, running.attempt());
            case Place.Found.Ended ended -> ended(run, step, direction, ended.exit());
            case Place.Found.Never _ -> new Report.NeverBegan(step.id(), attempt, direction);
            case Place.Found.Gone gone -> new Report.Gone(step.id(), attempt, direction, gone.why());
        };
    }

    @Override
    public void look(Run run, PlannedStep step, Consumer<Report> ears) {
        Consumer<Report> reports = veiled(ears);
        int attempt = run.progress(step.id()).attempt();
        Report blind = new Report.Seen(step.id(), attempt, new Sighting.Unknown("looking was interrupted"));
        inThread(step, reports, blind, () -> {
            here.clear(name(run, step, "forward", attempt));
            reports.accept(new Report.Seen(step.id(), attempt, seen(run, step, reports)));
        });
    }

    private Sighting seen(Run run, PlannedStep step, Consumer<Report> reports) throws InterruptedException {
        if (step.probe().isPresent()) {
            AttemptName name = name(
                    run, step, "probe-" + gear.shift(), run.progress(step.id()).attempt());
            Place.Beginning beginning =
                    here.begin(gear.launch(run, step, step.probe().get(), name));
            return beginning instanceof Place.Beginning.Begun begun
                    ? Exits.sighting(begun.attempt().await(gear.probeDeadline()))
                    : new Sighting.Unknown("the probe could not be begun");
        }
        return step.work() instanceof Work.Typed typed
                ? bind(run, step, typed, reports).look()
                : new Sighting.Unknown("it has no probe");
    }

    @Override
    public void stop(PlannedStep step, Stop stop) {
        Thread thread = threads.get(step.id());
        if (thread != null && typed.contains(step.id())) {
            thread.interrupt();
            return;
        }
        early.put(step.id(), stop);
        Optional.ofNullable(attempts.get(step.id())).ifPresent(attempt -> stopIfWanted(step, attempt));
    }

    private void stopIfWanted(PlannedStep step, Attempt attempt) {
        Optional.ofNullable(early.remove(step.id()))
                .ifPresent(stop -> Thread.ofVirtual().name("stop " + step.id()).start(() -> signal(attempt, stop)));
    }

    private static void signal(Attempt attempt, Stop stop) {
        try {
            attempt.signal(
                    switch (stop) {
                        case TERM -> Signal.TERM;
                        case KILL -> Signal.KILL;
                    });
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void over(Run run) {
        here.forget(run.id().value());
    }

    @Override
    public void letGo() {
        threads.values().forEach(Thread::interrupt);
    }

    private interface Doing {
        void run() throws InterruptedException;
    }

    private static Report lostSight(PlannedStep step, int attempt, Direction direction) {
        return new Report.Finished(step.id(), attempt, direction, new Outcome.Failed("stopped"));
    }

    private void inThread(PlannedStep step, Consumer<Report> reports, Report whenStopped, Doing doing) {
        Thread thread = Thread.ofVirtual().name("step " + step.id()).unstarted(() -> {
            try {
                doing.run();
            } catch (InterruptedException _) {
                reports.accept(whenStopped);
            } catch (RuntimeException bug) {
                gear.bug(step, bug);
                reports.accept(Bugs.report(whenStopped, bug));
            } finally {
                threads.remove(step.id(), Thread.currentThread());
            }
        });
        threads.put(step.id(), thread);
        thread.start();
    }

    private static String purpose(Direction direction) {
        return switch (direction) {
            case FORWARD -> "forward";
            case BACK -> "undo";
        };
    }

    private static AttemptName name(Run run, PlannedStep step, String purpose, int attempt) {
        return new AttemptName(run.id().value(), step.id().value(), purpose, attempt);
    }
}
