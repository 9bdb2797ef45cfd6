package dev.slipway.engine;

import dev.slipway.base.Digest;
import dev.slipway.base.Problem;
import dev.slipway.base.RunId;
import dev.slipway.base.Source;
import dev.slipway.hands.ActionList;
import dev.slipway.hands.Journal;
import dev.slipway.hands.Journal.Granting;
import dev.slipway.hands.Journal.Lease;
import dev.slipway.hands.Journal.LeaseRow;
import dev.slipway.hands.Journal.NewRun;
import dev.slipway.hands.Journal.Opening;
import dev.slipway.hands.Journal.RunRow;
import dev.slipway.hands.Journal.Takeover;
import dev.slipway.hands.Place;
import dev.slipway.hands.Traffic;
import dev.slipway.operations.EventJson;
import dev.slipway.operations.Request;
import dev.slipway.operations.RequestJson;
import dev.slipway.operations.Ruling;
import dev.slipway.operations.Rulings;
import dev.slipway.operations.Standing;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlanData;
import dev.slipway.run.Event;
import dev.slipway.run.Run;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the doors come to: everything that an operator can ask of runs. Each answer is a value. */
public final class Desk {
    /** Older runs were swept when these were started. */
    private static final int SWEPT = 20;

    private final Journal journal;
    private final Watch watch;
    private final StateFolder state;
    private final ActionList actions;
    private final Outside outside;
    private final Place here;
    private final Surroundings self;

    public Desk(Journal journal, StateFolder state, ActionList actions, Outside outside, Surroundings self) {
        this.journal = journal;
        this.watch = new Watch(journal);
        this.state = state;
        this.actions = actions;
        this.outside = outside;
        this.here = outside.here();
        this.self = self;
    }

    /** What can be said of a run without moving it. */
    public record Shown(Run run, List<Recorded> events, RunRow row, Optional<Liveness> mover) {
        /** Whether a process moves it that hears what is asked. */
        public boolean isMoved() {
            return mover.filter(Liveness::listens).isPresent();
        }
    }

    /** From whom a run is taken. A holder that lives keeps it. */
    public enum Claim {
        FROM_THE_DEAD,
        /** A person says that a silent holder elsewhere is gone. */
        FROM_THE_SILENT
    }

    public enum Attendance {
        ATTENDED,
        UNATTENDED
    }

    public sealed interface Start {
        /** @param notes commands that might be missing when their turn comes */
        record Begun(Mover mover, List<Problem> notes) implements Start {}

        /** Commands that its steps need are not there. */
        record Lacking(List<Problem> problems) implements Start {}

        /** Another run has the lock. */
        record Locked(Shown by) implements Start {}

        /** Declared variables are missing or wrong, a sentence each. */
        record Unfit(List<String> sentences) implements Start {}

        /** A front does not answer, or cannot do what will be asked of it; a sentence each. */
        record Unready(List<String> sentences) implements Start {}
    }

    public sealed interface Take {
        record Taken(Mover mover) implements Take {}

        /** A process moves it; {@code alive} says what is known of that process. */
        record Held(LeaseRow by, Liveness alive) implements Take {}

        record Over(Run run) implements Take {}

        record Unfit(List<String> sentences) implements Take {}
    }

    public Draft draft(Draft.Wish wish) throws InterruptedException {
        return new Drafting(new Chronicle(journal), actions, here, self).draft(wish);
    }

    /** What the shells say of the syntax of all that a plan would perform. */
    public List<Problem> shellProblems(Plan plan, Map<String, Source> sources) throws InterruptedException {
        return new ShellSyntax(here, new SourceLines(sources)).check(plan);
    }

    public Start start(Draft.Ready ready, Attendance attendance, Lookout lookout) throws InterruptedException {
        sweep();
        Plan plan = ready.plan();
        List<String> unready = new FrontCheck(actions, outside.fronts()).wrong(plan);
        if (!unready.isEmpty()) {
            return new Start.Unready(unready);
        }
        Survey survey = new Survey(plan, here, self.root(), self.variables());
        return switch (survey.look()) {
            case Survey.Surveyed.Wrong wrong -> new Start.Unfit(wrong.sentences());
            case Survey.Surveyed.Right right -> {
                Preflight.Answer answer = new Preflight(here, ready.sources())
                        .check(plan, right.found().plain());
                if (!answer.problems().isEmpty()) {
                    yield new Start.Lacking(answer.problems());
                }
                ready.sources().values().forEach(source -> journal.keep(source.text()));
                yield switch (open(plan, right.found(), attendance, lookout)) {
                    case Start.Begun begun -> new Start.Begun(begun.mover(), answer.notes());
                    case Start.Locked locked -> locked;
                    case Start.Lacking lacking -> lacking;
                    case Start.Unfit unfit -> unfit;
                    case Start.Unready waiting -> waiting;
                };
            }
        };
    }

    /** A process that was killed right after it had written a run's end could not tidy up any more. */
    private void sweep() {
        journal.runs(SWEPT).stream()
                .filter(row -> row.ended().isPresent())
                .forEach(row -> here.forget(row.id().value()));
    }

    private Start open(Plan plan, Found found, Attendance attendance, Lookout lookout) {
        Digest kept = journal.keep(PlanData.write(plan).json());
        for (int tries = 0; ; tries++) {
            Instant now = self.clock().instant();
            RunId id = RunIds.next(now, tries);
            Event first = new Event.RunStarted(
                    now, plan.digest(), kept, self.operator(), plan.title().document());
            Event env = new Event.SurroundingsFound(now, found.plain());
            NewRun run = new NewRun(
                    id,
                    Labels.of(plan, self).json(),
                    lock(plan),
                    List.of(EventJson.write(first), EventJson.write(env)));
            switch (journal.open(run, self.holder())) {
                case Opening.Opened opened -> {
                    return new Start.Begun(mover(opened.lease(), found, attendance, lookout), List.of());
                }
                case Opening.Locked locked -> {
                    return new Start.Locked(show(locked.by().id()));
                }
                case Opening.NameTaken _ -> {
                    // Another run was started in the same moment: the next name is tried.
                }
            }
        }
    }

    private static Optional<String> lock(Plan plan) {
        return plan.title().locks()
                ? Optional.of(plan.title().service() + "/" + plan.title().environment())
                : Optional.empty();
    }

    /** Takes a run into this process's hands, to move it on. */
    public Take take(RunId id, Claim claim, Attendance attendance, Lookout lookout) throws InterruptedException {
        Shown shown = show(id);
        if (shown.run().ended().isPresent()) {
            return new Take.Over(shown.run());
        }
        Survey survey = new Survey(shown.run().plan(), here, self.root(), self.variables());
        return switch (survey.look()) {
            case Survey.Surveyed.Wrong wrong -> new Take.Unfit(wrong.sentences());
            case Survey.Surveyed.Right right ->
                switch (lease(id, claim)) {
                    case Leasing.Refused refused -> refused.take();
                    case Leasing.Granted granted ->
                        new Take.Taken(mover(granted.lease(), right.found(), attendance, lookout));
                };
        };
    }

    /** Takes a run to write into its record and to begin no step: for that nobody needs its variables and secrets. */
    public Take takeToWrite(RunId id, Claim claim, Lookout lookout) {
        return switch (lease(id, claim)) {
            case Leasing.Refused refused -> refused.take();
            case Leasing.Granted granted ->
                new Take.Taken(mover(granted.lease(), Found.NOTHING, Attendance.UNATTENDED, lookout));
        };
    }

    private sealed interface Leasing {
        record Granted(Lease lease) implements Leasing {}

        record Refused(Take take) implements Leasing {}
    }

    private Leasing lease(RunId id, Claim claim) {
        Takeover takeover = new Takeover.Never();
        while (true) {
            switch (journal.lease(id, self.holder(), takeover)) {
                case Granting.Granted granted -> {
                    return new Leasing.Granted(granted.lease());
                }
                case Granting.Held(LeaseRow by) -> {
                    Liveness alive = alive(by);
                    Takeover from =
                            alive instanceof Liveness.Silent ? new Takeover.Unheard(by) : new Takeover.From(by.lease());
                    if (!yields(alive, claim) || takeover.equals(from)) {
                        return new Leasing.Refused(new Take.Held(by, alive));
                    }
                    takeover = from;
                }
                case Granting.Ended _ -> {
                    return new Leasing.Refused(new Take.Over(show(id).run()));
                }
                case Granting.NoSuchRun _ -> throw new IllegalStateException("run " + id + " was there before");
            }
        }
    }

    private static boolean yields(Liveness alive, Claim claim) {
        return switch (alive) {
            case Liveness.Dead _ -> true;
            case Liveness.Silent _ -> claim == Claim.FROM_THE_SILENT;
            case Liveness.Alive _, Liveness.Elsewhere _ -> false;
        };
    }

    private Liveness alive(LeaseRow row) {
        return Liveness.of(row, self.holder(), self.clock().instant());
    }

    private Mover mover(Lease lease, Found found, Attendance attendance, Lookout lookout) {
        Inbox inbox = new Inbox();
        Watched watched = new Watched(lookout);
        Logbook book = Logbook.open(journal, lease, watched);
        Gear gear = new Gear(found, lookout, self.clock(), lease.epoch(), state);
        RunLoop loop = new RunLoop(
                book, new PlaceCrew(outside, actions, gear, () -> journal.renew(lease)), self.clock(), inbox);
        Mover mover = new Mover(journal, watch, loop, inbox, self.clock());
        mover.record(new Event.RunTaken(
                self.clock().instant(),
                self.operator(),
                self.holder().host(),
                self.holder().pid(),
                attendance == Attendance.ATTENDED));
        return mover;
    }

    /** Leaves a request with whoever moves the run; nothing is written for one that is refused. */
    public Ruling ask(RunId id, Request request) {
        Run run = show(id).run();
        Request exact = Standing.exactly(run, request);
        Ruling ruling = Rulings.on(run, exact, self.clock().instant());
        if (ruling instanceof Ruling.Granted) {
            journal.ask(id, RequestJson.write(exact));
        }
        return ruling;
    }

    /** A front of a plan, as a run of this desk would reach it; throws {@link TrafficFailure}. */
    public Traffic traffic(Plan.Front front) {
        return outside.fronts().traffic(front);
    }

    public Shown show(RunId id) {
        List<Recorded> events = Logbook.read(journal, id);
        RunRow row = journal.run(id).orElseThrow(() -> new IllegalStateException("there is no run " + id));
        return new Shown(
                Logbook.fold(journal, id, events), events, row, row.lease().map(this::alive));
    }

    public List<RunRow> runs(int limit) {
        return journal.runs(limit);
    }

    /** A run's whole name, an unambiguous beginning of it, or {@code last}: all runs that are meant, newest first. */
    public List<RunId> named(String name) {
        List<RunId> all =
                journal.runs(Integer.MAX_VALUE).stream().map(RunRow::id).toList();
        if (name.equals("last")) {
            return all.stream().limit(1).toList();
        }
        List<RunId> exactly = all.stream().filter(id -> id.value().equals(name)).toList();
        return exactly.isEmpty()
                ? all.stream().filter(id -> id.value().startsWith(name)).toList()
                : exactly;
    }

    public Journal.Verification verify(RunId id) {
        return journal.verify(id);
    }

    public StateFolder state() {
        return state;
    }

    public ActionList actions() {
        return actions;
    }

    public Surroundings self() {
        return self;
    }
}
