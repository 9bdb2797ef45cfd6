package dev.slipway.engine;

import dev.slipway.base.Digest;
import dev.slipway.base.Operator;
import dev.slipway.base.RunId;
import dev.slipway.engine.SimJournal.Killed;
import dev.slipway.hands.Journal;
import dev.slipway.hands.Journal.Granting;
import dev.slipway.hands.Journal.Holder;
import dev.slipway.hands.Journal.Lease;
import dev.slipway.hands.Journal.NewRun;
import dev.slipway.hands.Journal.Takeover;
import dev.slipway.journal.memory.MemoryJournal;
import dev.slipway.operations.EventJson;
import dev.slipway.operations.Request;
import dev.slipway.operations.RequestJson;
import dev.slipway.operations.Standing;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlanData;
import dev.slipway.plan.PlannedStep;
import dev.slipway.run.Conductor;
import dev.slipway.run.Event;
import dev.slipway.run.Event.Answer;
import dev.slipway.run.Order.Direction;
import dev.slipway.run.Progress;
import dev.slipway.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * One seed: a random plan is run by the engine that ships, in a world with crashes, stalls, lies, jumps of the clock, stolen
 * leases and people. Gives every promise that was broken; nothing broken is an empty list.
 */
final class Simulation {
    private static final int TURNS = 3_000;
    private static final int UNKIND_TURNS = 150;
    private static final RunId ID = new RunId("r00000");
    private static final Operator ANNA = new Operator("anna");

    /** What a test of the simulator itself may replace. */
    record Planted(RunLoop.Law law, boolean redoesWithoutLooking, boolean ignoresLostLease) {
        static final Planted NOTHING = new Planted(Conductor::next, false, false);
    }

    private final Random random;
    private final Planted planted;
    private final Plan plan;
    private final Digest kept;
    private final SimWorld world;
    private final Journal truth;
    private final SimJournal journal;
    private final List<Runner> runners = new ArrayList<>();
    private int boots;

    /** A process of Slipway: dies at any write. */
    private record Runner(RunLoop loop, SimCrew crew, Inbox inbox, Lease lease) {}

    Simulation(long seed, Planted planted) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.planted = planted;
        Plan drawn = new SimPlans(random).next();
        this.truth = new MemoryJournal(this::now);
        this.plan = drawn;
        this.kept = truth.keep(PlanData.write(drawn).json());
        List<PlannedStep> order = new ArrayList<>(drawn.steps());
        this.world = new SimWorld(random, order);
        this.journal = new SimJournal(planted.ignoresLostLease() ? new SimDeafJournal(truth) : truth, random);
    }

    private Instant now() {
        return world == null ? Instant.EPOCH : world.now;
    }

    List<String> play() {
        Event first = new Event.RunStarted(world.now, plan.digest(), kept, ANNA, "sim.md");
        truth.open(new NewRun(ID, "{}", Optional.of("sim/test"), List.of(EventJson.write(first))), holder());
        boot();
        for (int turn = 0; turn < TURNS; turn++) {
            if (turn == UNKIND_TURNS) {
                world.becomeKind();
                journal.kind = true;
            }
            if (turn() || !world.broken.isEmpty()) {
                break;
            }
        }
        Run run = Logbook.fold(truth, ID, Logbook.read(truth, ID));
        if (run.ended().isEmpty() && world.broken.isEmpty()) {
            world.broken.add("never ended: stands at " + run.current().map(PlannedStep::id) + " " + run.pausing() + " "
                    + run.course());
        }
        run.ended().ifPresent(end -> SimPromises.check(run, world, end.ending()));
        return world.broken;
    }

    /** The record of the run, a line an event. */
    List<String> record() {
        return Logbook.read(truth, ID).stream()
                .map(r -> r.seq() + " " + EventJson.write(r.event()))
                .toList();
    }

    /** True when the run is over. */
    private boolean turn() {
        if (runners.isEmpty()) {
            boot();
        }
        if (runners.isEmpty()) {
            return true;
        }
        if (!world.kind && random.nextInt(40) == 0) {
            // Another process believes that this one is dead, and takes over.
            boot();
        }
        Runner runner = runners.get(random.nextInt(runners.size()));
        try {
            runner.crew().settle();
            RunLoop.Rest rest = runner.loop().turn();
            switch (rest) {
                case RunLoop.Rest.Over _ -> {
                    return true;
                }
                case RunLoop.Rest.Lost _ -> runners.remove(runner);
                case RunLoop.Rest.Asking _ -> person(runner);
                case RunLoop.Rest.Busy _ -> beat(runner);
                case RunLoop.Rest.Until until -> pass(Optional.of(until.when()));
            }
            perhapsMeddle(runner);
        } catch (Killed _) {
            die(runner);
        }
        return false;
    }

    /** The heart-beat of a process that waits: it learns that another has taken over. */
    private void beat(Runner runner) {
        pass(Optional.empty());
        if (!planted.ignoresLostLease() && !truth.renew(runner.lease())) {
            runner.crew().letGo();
            runners.remove(runner);
        }
    }

    private void die(Runner runner) {
        runner.crew().letGo();
        runners.remove(runner);
        killTyped();
        if (random.nextInt(3) == 0) {
            world.killAll();
        }
    }

    /** Typed steps live in the process. */
    private void killTyped() {
        for (PlannedStep step : plan.steps()) {
            if (step.work() instanceof PlannedStep.Work.Typed) {
                for (int attempt = 1; attempt < 30; attempt++) {
                    for (Direction d : Direction.values()) {
                        world.trial(step.id(), d, attempt).ifPresent(world::kill);
                    }
                }
            }
        }
    }

    private void pass(Optional<Instant> wake) {
        Instant next = world.nextEnd().orElse(world.now.plusSeconds(1));
        if (wake.isPresent() && wake.get().isBefore(next)) {
            next = wake.get();
        }
        world.now = next.isAfter(world.now) ? next : world.now.plusMillis(1);
        if (!world.kind && random.nextInt(60) == 0) {
            world.now = world.now.plus(Duration.ofMinutes(random.nextInt(300) - 60));
        }
    }

    private void perhapsMeddle(Runner runner) {
        if (world.kind || random.nextInt(60) != 0) {
            return;
        }
        ask(
                runner,
                switch (random.nextInt(4)) {
                    case 0 -> new Request.Pause(ANNA, Event.Pace.AFTER_THE_STEP);
                    case 1 -> new Request.Pause(ANNA, Event.Pace.AT_ONCE);
                    case 2 -> new Request.RollBack(ANNA, "");
                    default -> new Request.Abort(ANNA, "enough");
                });
    }

    /** A person who looks at the record, and at the world, before answering. */
    private void person(Runner runner) {
        switch (Standing.of(Logbook.fold(truth, ID, Logbook.read(truth, ID)))) {
            case Standing.Asking asking -> ask(runner, sign(asking.open().getFirst()));
            case Standing.Stuck stuck -> ask(runner, word(stuck.step(), stuck.progress()));
            case Standing.Paused _ -> ask(runner, new Request.Resume(ANNA));
            case Standing.Moving _, Standing.Over _ -> beat(runner);
        }
    }

    private Request sign(PlannedStep gate) {
        boolean no = !world.kind && random.nextInt(10) == 0;
        return new Request.Sign(ANNA, "gate-" + gate.id() + "/q", no ? Answer.NO : Answer.YES, "seen");
    }

    private Request word(PlannedStep step, Progress progress) {
        boolean there = world.there(step.id());
        if (progress instanceof Progress.UndoBroken) {
            return there
                    ? new Request.Retry(ANNA, step.id().value())
                    : new Request.Skip(ANNA, step.id().value(), "it is gone");
        }
        if (!world.kind && random.nextInt(4) == 0) {
            return random.nextBoolean() ? new Request.RollBack(ANNA, "") : new Request.Abort(ANNA, "no");
        }
        boolean gate = step.work() instanceof PlannedStep.Work.Gate;
        return there && !gate && !step.policy().repeatable()
                ? new Request.Skip(ANNA, step.id().value(), "it is there")
                : new Request.Retry(ANNA, step.id().value());
    }

    private void ask(Runner runner, Request request) {
        truth.ask(ID, RequestJson.write(request));
        runner.inbox().ring();
    }

    private Holder holder() {
        boots++;
        return new Holder("anna", "host", "boot", boots, Instant.EPOCH.plusSeconds(boots));
    }

    private void boot() {
        Takeover takeover = new Takeover.Never();
        while (true) {
            switch (truth.lease(ID, holder(), takeover)) {
                case Granting.Granted granted -> {
                    boot(granted.lease());
                    return;
                }
                case Granting.Held held ->
                    takeover = new Takeover.From(held.by().lease());
                case Granting.NoSuchRun _, Granting.Ended _ -> {
                    return;
                }
            }
        }
    }

    private void boot(Lease lease) {
        SimCrew crew = planted.redoesWithoutLooking()
                ? new SimHastyCrew(world)
                : new SimCrew(world, () -> planted.ignoresLostLease() || truth.renew(lease));
        Inbox inbox = new Inbox();
        Logbook book = Logbook.open(journal, lease, (_, _) -> {});
        RunLoop loop = new RunLoop(planted.law(), book, crew, this::now, inbox);
        runners.add(new Runner(loop, crew, inbox, lease));
    }
}
