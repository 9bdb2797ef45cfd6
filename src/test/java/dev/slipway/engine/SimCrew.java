package dev.slipway.engine;

import dev.slipway.engine.SimWorld.Fate;
import dev.slipway.engine.SimWorld.Trial;
import dev.slipway.plan.PlannedStep;
import dev.slipway.plan.PlannedStep.Work;
import dev.slipway.run.Event.Stop;
import dev.slipway.run.Order.Direction;
import dev.slipway.run.Outcome;
import dev.slipway.run.Run;
import dev.slipway.run.Sighting;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The hands of one process in the simulated world. They die with the process; what they began lives on in the world. */
class SimCrew implements Crew {
    private final SimWorld world;
    private final BooleanSupplier stillOurs;
    private final List<Held> held = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();

    private record Held(Trial trial, Consumer<Report> reports) {}

    SimCrew(SimWorld world, BooleanSupplier stillOurs) {
        this.world = world;
        this.stillOurs = stillOurs;
    }

    @Override
    public void begin(Run run, PlannedStep step, Direction direction, Consumer<Report> reports) {
        int attempt = run.progress(step.id()).attempt();
        Runnable doing = () -> reallyBegin(run, step, direction, attempt, reports);
        // The process may stall between its intent and its deed: another may find the step in between.
        if (!world.kind && world.random.nextInt(12) == 0) {
            later.add(doing);
        } else {
            doing.run();
        }
    }

    private void reallyBegin(Run run, PlannedStep step, Direction direction, int attempt, Consumer<Report> reports) {
        // A typed step has no claim beside it that could fence a stalled process out, so the lease is looked at again.
        if (step.work() instanceof Work.Typed && !stillOurs.getAsBoolean()) {
            return;
        }
        clearBefore(run, step, direction, attempt);
        Optional<Trial> trial = world.claim(step, direction, attempt);
        if (trial.isPresent()) {
            held.add(new Held(trial.get(), reports));
        } else {
            find(run, step, direction, reports);
        }
    }

    private void clearBefore(Run run, PlannedStep step, Direction direction, int attempt) {
        world.trial(step.id(), direction, attempt - 1).ifPresent(world::kill);
        if (direction == Direction.BACK) {
            world.trial(
                            step.id(),
                            Direction.FORWARD,
                            run.progress(step.id()).forward().attempt())
                    .ifPresent(world::kill);
        }
    }

    @Override
    public void find(Run run, PlannedStep step, Direction direction, Consumer<Report> reports) {
        int attempt = run.progress(step.id()).attempt();
        Optional<Trial> trial = world.trial(step.id(), direction, attempt);
        boolean typed = step.work() instanceof Work.Typed;
        if (trial.isEmpty() && !typed) {
            world.claimForNever(step, direction, attempt);
            reports.accept(new Report.NeverBegan(step.id(), attempt, direction));
        } else if (typed) {
            // A typed step lives in the process that performs it, and died with it.
            trial.ifPresent(world::kill);
            reports.accept(new Report.Gone(step.id(), attempt, direction, "the process ended"));
        } else {
            held.add(new Held(trial.get(), reports));
        }
    }

    @Override
    public void look(Run run, PlannedStep step, Consumer<Report> reports) {
        int attempt = run.progress(step.id()).attempt();
        world.trial(step.id(), Direction.FORWARD, attempt).ifPresent(world::kill);
        Sighting sighting = !world.kind && world.random.nextInt(4) == 0
                ? new Sighting.Unknown("fog")
                : world.there(step.id()) ? new Sighting.Applied(Map.of()) : new Sighting.Absent();
        reports.accept(new Report.Seen(step.id(), attempt, sighting));
    }

    @Override
    public void stop(PlannedStep step, Stop stop) {
        for (Held hold : held) {
            Trial trial = hold.trial();
            if (trial.step.id().equals(step.id()) && trial.fate == Fate.RUNS) {
                if (stop == Stop.KILL || world.random.nextBoolean()) {
                    world.kill(trial);
                }
            }
        }
    }

    @Override
    public void over(Run run) {
        // the simulated world has no disk
    }

    @Override
    public void letGo() {
        held.clear();
        later.clear();
    }

    /** What the world has come to is reported; stalled deeds are done. */
    void settle() {
        List<Runnable> stalled = List.copyOf(later);
        later.clear();
        stalled.forEach(Runnable::run);
        world.settle();
        for (Iterator<Held> all = held.iterator(); all.hasNext(); ) {
            Held hold = all.next();
            Optional<Report> report = report(hold.trial());
            if (report.isPresent()) {
                all.remove();
                hold.reports().accept(report.get());
            }
        }
    }

    boolean stalls() {
        return !later.isEmpty();
    }

    Optional<Report> report(Trial trial) {
        return switch (trial.fate) {
            case RUNS -> Optional.empty();
            case ENDED ->
                Optional.of(new Report.Finished(
                        trial.step.id(),
                        trial.attempt,
                        trial.direction,
                        trial.status == 0
                                ? Outcome.Succeeded.plainly()
                                : new Outcome.Failed("exit status " + trial.status)));
            case GONE ->
                Optional.of(new Report.Gone(trial.step.id(), trial.attempt, trial.direction, "its supervisor is gone"));
            case NEVER -> Optional.of(new Report.NeverBegan(trial.step.id(), trial.attempt, trial.direction));
        };
    }
}
