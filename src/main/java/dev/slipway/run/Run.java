package dev.slipway.run;

import dev.slipway.base.Data;
import dev.slipway.base.Operator;
import dev.slipway.base.RunId;
import dev.slipway.base.StepId;
import dev.slipway.plan.History;
import dev.slipway.plan.InputRules;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedStep;
import dev.slipway.plan.Variables;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One run of one plan: the fold of its events and nothing else. Never changes. */
public final class Run {
    private static final int NOWHERE = -1;

    private final RunId id;
    private final Plan plan;
    private final Itinerary itinerary;
    private final Event.RunStarted start;
    private final Situation situation;
    private final Steps steps;
    /** The number of the first step on the present way that is not settled. */
    private final int cursor;
    /** The number of the step that is in somebody's hands, forward or back; at most one is at any time. */
    private final int active;

    private Run(Run before, Situation situation, Steps steps, int cursor, int active) {
        this.id = before.id;
        this.plan = before.plan;
        this.itinerary = before.itinerary;
        this.start = before.start;
        this.situation = situation;
        this.steps = steps;
        this.cursor = cursor;
        this.active = active;
    }

    private Run(RunId id, Plan plan, Event.RunStarted start) {
        this.id = id;
        this.plan = plan;
        this.itinerary = new Itinerary(plan);
        this.start = start;
        this.situation = Situation.AT_FIRST;
        this.steps = Steps.allPending(itinerary.size());
        this.cursor = 0;
        this.active = NOWHERE;
    }

    /** The run as its first event makes it. */
    public static Run begun(RunId id, Plan plan, Event.RunStarted first) {
        if (!plan.digest().equals(first.plan())) {
            throw new IllegalArgumentException(
                    "run " + id + " was started with plan " + first.plan() + ", not " + plan.digest());
        }
        return new Run(id, plan, first);
    }

    /** Folds a whole journal, whose first event is {@link Event.RunStarted}. */
    public static Run of(RunId id, Plan plan, List<Event> events) {
        if (events.isEmpty() || !(events.getFirst() instanceof Event.RunStarted first)) {
            throw new IllegalArgumentException("the journal of run " + id + " does not begin with run-started");
        }
        Run run = begun(id, plan, first);
        for (Event event : events.subList(1, events.size())) {
            run = run.after(event);
        }
        return run;
    }

    public Run after(Event event) {
        return Fold.after(this, event);
    }

    public Progress progress(StepId step) {
        return steps.get(itinerary.number(step));
    }

    Progress progress(int number) {
        return steps.get(number);
    }

    /** The steps of the present way: the plan's, or the failure procedure's once it has begun. */
    public Stream<PlannedStep> way() {
        return IntStream.range(wayFrom(), wayTo()).mapToObj(itinerary::step);
    }

    public RunId id() {
        return id;
    }

    public Plan plan() {
        return plan;
    }

    public Itinerary itinerary() {
        return itinerary;
    }

    public Operator requester() {
        return start.requester();
    }

    public Instant started() {
        return start.at();
    }

    public Course course() {
        return situation.course();
    }

    public Pausing pausing() {
        return situation.pausing();
    }

    public boolean attended() {
        return situation.attended();
    }

    public Map<String, String> env() {
        return situation.env();
    }

    public Optional<Event.RunEnded> ended() {
        return situation.ended();
    }

    Situation situation() {
        return situation;
    }

    int cursor() {
        return cursor;
    }

    int wayFrom() {
        return course() instanceof Course.Recovering ? itinerary.forward() : 0;
    }

    int wayTo() {
        return course() instanceof Course.Recovering ? itinerary.size() : itinerary.forward();
    }

    /** The step that is in somebody's hands, forward or back. */
    public Optional<PlannedStep> underway() {
        return active == NOWHERE ? Optional.empty() : Optional.of(itinerary.step(active));
    }

    /** The step at which the way forward stands now; empty at its end. */
    public Optional<PlannedStep> current() {
        return cursor < wayTo() ? Optional.of(itinerary.step(cursor)) : Optional.empty();
    }

    /** Whether it has left {@code before} behind: only then does what {@code on-failure} says hold for it. */
    public boolean entered() {
        return IntStream.range(0, itinerary.forward())
                .filter(i -> itinerary.step(i).stage() == Plan.Stage.RUN)
                .anyMatch(i -> progress(i).begun() || progress(i).settled());
    }

    /** The roots of expressions as they stand now; never a secret. */
    public Map<String, Data> roots() {
        Map<String, Data> found = new LinkedHashMap<>();
        env().forEach((name, value) -> found.put(name, Data.of(value)));
        Map<String, Data> roots = new LinkedHashMap<>();
        roots.put("inputs", new Data.Mapping(inputs()));
        roots.put("environment", Data.of(plan.title().environment()));
        roots.put("env", new Data.Mapping(found));
        roots.put("steps", outputs());
        roots.putAll(history());
        return roots;
    }

    /** The plan's, the failure procedure's own once it has begun, and those told late; later ones win. */
    public Map<String, Data> inputs() {
        Map<String, Data> inputs = new LinkedHashMap<>(plan.inputs());
        if (course() instanceof Course.Recovering r) {
            inputs.putAll(r.inputs());
        }
        inputs.putAll(told());
        return inputs;
    }

    /** {@code last} and {@code previous}; in the failure procedure {@code last} is this run. */
    private Map<String, Data> history() {
        Map<String, Data> before = plan.surroundings().history();
        return course() instanceof Course.Recovering
                ? History.whenFailing(before, plan.title().procedure(), asHistory())
                : before;
    }

    /** Whether an end now, of whatever kind, may have something to release first. */
    public boolean holdsAnything() {
        return Backwards.holdsAnything(this);
    }

    /** What later runs may read of this one: {@code inputs}, {@code steps}, {@code at}, {@code ending}. */
    public Data.Mapping asHistory() {
        Map<String, Data> all = new LinkedHashMap<>();
        all.put("inputs", new Data.Mapping(plan.inputs()));
        all.put("steps", outputs());
        all.put("at", Data.of(started().toString()));
        all.put("ending", Data.of(ended().map(e -> e.ending().word()).orElse("")));
        return new Data.Mapping(all);
    }

    /** Outputs of every step that succeeded, by its id without {@code @2}. */
    Data.Mapping outputs() {
        Map<String, Data> all = new LinkedHashMap<>();
        results().forEach((step, outputs) -> all.put(Variables.plain(step), new Data.Mapping(outputs)));
        return new Data.Mapping(all);
    }

    /** The same by the whole id, in the order of the steps; only of those that gave any. */
    public Map<StepId, Map<String, Data>> results() {
        Map<StepId, Map<String, Data>> all = new LinkedHashMap<>();
        for (int i = 0; i < itinerary.size(); i++) {
            if (progress(i).forward() instanceof Progress.Done done
                    && !done.outputs().isEmpty()) {
                all.put(itinerary.step(i).id(), done.outputs());
            }
        }
        return all;
    }

    /** Inputs that were told late. */
    private Map<String, Data> told() {
        Map<String, Data> told = new LinkedHashMap<>();
        for (int i : itinerary.tells()) {
            if (itinerary.step(i).work() instanceof PlannedStep.Work.Tell tell
                    && progress(i).forward() instanceof Progress.Done done
                    && !done.answers().isEmpty()
                    && tell.input().check(done.answers().getLast().note()) instanceof InputRules.Checked.Fits fits) {
                told.put(tell.input().name(), fits.value());
            }
        }
        return told;
    }

    // ---- how Fold builds the next value

    Run with(StepId step, Progress progress) {
        int number = itinerary.number(step);
        Steps next = steps.with(number, progress);
        boolean inHand = progress instanceof Progress.Underway || progress instanceof Progress.Undoing;
        int hand = inHand ? number : active == number ? NOWHERE : active;
        int at = cursor;
        while (at < wayTo() && next.get(at).settled()) {
            at++;
        }
        return new Run(this, situation, next, at, hand);
    }

    Run with(Course next) {
        boolean entersRecovery = next instanceof Course.Recovering && !(course() instanceof Course.Recovering);
        return new Run(this, situation.with(next), steps, entersRecovery ? itinerary.forward() : cursor, active);
    }

    Run with(Situation next) {
        return new Run(this, next, steps, cursor, active);
    }

    Run with(Pausing next) {
        return with(situation.with(next));
    }
}
