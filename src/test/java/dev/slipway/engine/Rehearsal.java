package dev.slipway.engine;

import dev.slipway.base.Digest;
import dev.slipway.base.Operator;
import dev.slipway.base.RunId;
import dev.slipway.engine.DoomedJournal.Moment;
import dev.slipway.hands.ActionList;
import dev.slipway.hands.Journal;
import dev.slipway.hands.Journal.Granting;
import dev.slipway.hands.Journal.Holder;
import dev.slipway.hands.Journal.Lease;
import dev.slipway.hands.Journal.NewRun;
import dev.slipway.hands.Journal.Takeover;
import dev.slipway.journal.memory.MemoryJournal;
import dev.slipway.main.ShippedActions;
import dev.slipway.operations.EventJson;
import dev.slipway.operations.Request;
import dev.slipway.operations.RequestJson;
import dev.slipway.operations.Standing;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlanData;
import dev.slipway.plan.PlannedStep;
import dev.slipway.plan.PlannedStep.Work;
import dev.slipway.run.Event;
import dev.slipway.run.Event.Answer;
import dev.slipway.run.Progress;
import dev.slipway.run.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run of one plan by the engine that ships, in a scripted world, with somebody who signs every gate. Time passes only
 * when it is waited for. The process may be killed at one write; the next one goes on.
 */
final class Rehearsal {
    private static final RunId ID = new RunId("r00000");
    private static final Operator ANNA = new Operator("anna");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What dies when Slipway dies. */
    enum Death {
        /** Its steps run on under their supervisors. */
        SLIPWAY_ALONE,
        /** The supervisors as well, after the step acted. */
        EVERYTHING_LATE,
        /** The supervisors as well, before the step acted. */
        EVERYTHING_EARLY
    }

    final ScriptedWorld world = new ScriptedWorld();
    private final Map<String, String> says = new HashMap<>();
    private final Plan plan;
    private final Journal truth;
    private final ScriptedPlace place = new ScriptedPlace(world, says);
    private final ActionList actions;
    private Instant now = Instant.parse("2026-06-01T00:00:00Z");
    private DoomedJournal journal;
    private Death death = Death.SLIPWAY_ALONE;
    private int boots;
    int deaths;
    int questions;
    private Optional<Request> meddling = Optional.empty();

    Rehearsal(Plan plan) {
        this.plan = plan;
        this.truth = new MemoryJournal(() -> now);
        this.actions = ScriptedAction.all(ShippedActions.ALL, world);
        this.journal = new DoomedJournal(truth, 0, Moment.BEFORE);
        everyStep(plan)
                .forEach(step ->
                        step.expect().ifPresent(lines -> says.put(step.id().value(), String.join("\n", lines))));
        Digest kept = truth.keep(PlanData.write(plan).json());
        Event first = new Event.RunStarted(now, plan.digest(), kept, ANNA, "runbook.md");
        truth.open(new NewRun(ID, "{}", Optional.of("lock"), List.of(EventJson.write(first))), holder());
    }

    static List<PlannedStep> everyStep(Plan plan) {
        List<PlannedStep> all = new ArrayList<>(plan.steps());
        if (plan.onFailure() instanceof Plan.OnFailure.Perform perform) {
            all.addAll(perform.steps());
        }
        return all;
    }

    Rehearsal failing(String... deeds) {
        world.fail.addAll(List.of(deeds));
        return this;
    }

    Rehearsal killedAt(int write, Moment moment, Death how) {
        journal = new DoomedJournal(truth, write, moment);
        death = how;
        return this;
    }

    /** The step does not end by itself, and as soon as it has begun somebody asks for this. */
    Rehearsal meddlingAt(String step, Request request) {
        world.hang.add(step);
        meddling = Optional.of(request);
        return this;
    }

    int writes() {
        return journal.writes();
    }

    /** Until it is over, or stands where only a person can decide. */
    Run play() throws InterruptedException {
        while (true) {
            Inbox inbox = new Inbox();
            PlaceCrew crew = new PlaceCrew(Nowhere.with(place), actions, gear(), () -> true);
            RunLoop loop = new RunLoop(Logbook.open(journal, lease(), (_, _) -> {}), crew, () -> now, inbox);
            world.beginning =
                    deed -> meddling.filter(_ -> world.hang.contains(deed)).ifPresent(request -> ask(request, inbox));
            try {
                return move(loop, inbox);
            } catch (SimJournal.Killed _) {
                die(crew);
                if (run().ended().isPresent()) {
                    return run();
                }
            }
        }
    }

    private Gear gear() {
        return new Gear(Found.NOTHING, Lookout.none(), () -> now, boots, new StateFolder(Path.of("nowhere")));
    }

    private Run move(RunLoop loop, Inbox inbox) throws InterruptedException {
        while (true) {
            switch (loop.turn()) {
                case RunLoop.Rest.Over _ -> {
                    return loop.run();
                }
                case RunLoop.Rest.Lost _ -> throw new AssertionError("nobody took the run away");
                case RunLoop.Rest.Busy _ -> await(inbox);
                case RunLoop.Rest.Until until
                when loop.onlyPeople() || handsAreEmpty(loop) -> now = later(until.when());
                case RunLoop.Rest.Until _ -> await(inbox);
                case RunLoop.Rest.Asking _ -> {
                    List<Request> answers = answers(loop.run());
                    if (answers.isEmpty()) {
                        return loop.run();
                    }
                    answers.forEach(answer -> ask(answer, inbox));
                }
            }
        }
    }

    /** Hands report at once here; a silence is a report that will never come. */
    private void await(Inbox inbox) throws InterruptedException {
        long start = System.nanoTime();
        inbox.await(PATIENCE);
        if (System.nanoTime() - start >= PATIENCE.toNanos()) {
            throw new AssertionError("nothing is reported any more:\n" + String.join("\n", story()));
        }
    }

    /** A wait for something that is under way ends with a report; any other with time. */
    private static boolean handsAreEmpty(RunLoop loop) {
        return loop.run().underway().isEmpty();
    }

    private Instant later(Instant when) {
        return when.isAfter(now) ? when : now.plusMillis(1);
    }

    private void die(PlaceCrew crew) {
        crew.letGo();
        deaths++;
        journal = new DoomedJournal(truth, 0, Moment.BEFORE);
        if (death == Death.SLIPWAY_ALONE) {
            return;
        }
        if (death == Death.EVERYTHING_EARLY) {
            Run run = run();
            run.underway()
                    .map(PlannedStep::id)
                    .ifPresent(id -> world.unhappen(id.value(), run.progress(id) instanceof Progress.Undoing));
        }
        world.loseSupervisors();
    }

    /** Gates are signed; doubt is settled by looking. What has failed is left to the test. */
    private List<Request> answers(Run run) {
        return switch (Standing.of(run)) {
            case Standing.Asking asking -> asking.open().stream().map(this::yes).toList();
            case Standing.Stuck stuck -> doubt(stuck).stream().toList();
            case Standing.Paused _, Standing.Moving _, Standing.Over _ -> List.of();
        };
    }

    private Optional<Request> doubt(Standing.Stuck stuck) {
        String step = stuck.step().id().value();
        boolean there = world.there(step);
        return switch (stuck.progress()) {
            case Progress.InDoubt _ -> {
                questions++;
                yield Optional.of(there ? new Request.Skip(ANNA, step, "it is there") : new Request.Retry(ANNA, step));
            }
            case Progress.UndoBroken broken
            when broken.doubtful() -> {
                questions++;
                yield Optional.of(there ? new Request.Retry(ANNA, step) : new Request.Skip(ANNA, step, "it is gone"));
            }
            case Progress.UndoBroken _, Progress.Failed _ -> Optional.empty();
            case Progress.Pending _, Progress.Open _, Progress.Underway _ -> Optional.empty();
            case Progress.Done _, Progress.Skipped _, Progress.PassedOver _ -> Optional.empty();
            case Progress.UndoPending _, Progress.Undoing _, Progress.Undone _, Progress.LeftAsIs _ -> Optional.empty();
        };
    }

    private Request yes(PlannedStep step) {
        return switch (step.work()) {
            case Work.Gate gate ->
                new Request.Sign(
                        gate.rules().role().map(this::member).orElse(ANNA),
                        gate.anchor() + "@" + gate.digest().hex(),
                        Answer.YES,
                        "");
            case Work.Ask _ -> new Request.Reply(ANNA, step.id().value(), Answer.YES);
            case Work.Tell _, Work.Bash _, Work.Typed _ -> throw new AssertionError("nobody can answer " + step.id());
        };
    }

    private Operator member(String role) {
        return new Operator(
                plan.surroundings().roles().getOrDefault(role, List.of()).getFirst());
    }

    void ask(Request request) {
        truth.ask(ID, RequestJson.write(request));
    }

    private void ask(Request request, Inbox inbox) {
        ask(request);
        inbox.ring();
    }

    private Holder holder() {
        boots++;
        return new Holder("anna", "host", "boot", boots, Instant.EPOCH.plusSeconds(boots));
    }

    private Lease lease() {
        Takeover takeover = new Takeover.Never();
        while (true) {
            switch (truth.lease(ID, holder(), takeover)) {
                case Granting.Granted granted -> {
                    return granted.lease();
                }
                case Granting.Held held ->
                    takeover = new Takeover.From(held.by().lease());
                case Granting.NoSuchRun _, Granting.Ended _ -> throw new AssertionError("the run is over");
            }
        }
    }

    Run run() {
        return Logbook.fold(truth, ID, Logbook.read(truth, ID));
    }

    List<String> story() {
        return Story.of(Logbook.read(truth, ID));
    }

    boolean sound() {
        return truth.verify(ID) instanceof Journal.Verification.Sound;
    }
}
