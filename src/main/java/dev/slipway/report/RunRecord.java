package dev.slipway.report;

import dev.slipway.base.Operator;
import dev.slipway.base.StepId;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedStep;
import dev.slipway.run.Course;
import dev.slipway.run.Event;
import dev.slipway.run.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a run was, as its record tells it: the run and its times. Everything that people read of a run is made from this.
 *
 * @param movers who moved it, from where, since when
 * @param turns what turned the run as a whole: pauses, resumptions, undo, refusals, its end
 */
public record RunRecord(Run run, List<PhaseRecord> phases, List<Mover> movers, List<Turn> turns) {
    public RunRecord {
        phases = List.copyOf(phases);
        movers = List.copyOf(movers);
        turns = List.copyOf(turns);
    }

    public record PhaseRecord(Plan.Phase phase, List<StepRecord> steps) {
        public PhaseRecord {
            steps = List.copyOf(steps);
        }
    }

    public record Mover(Instant at, Operator by, String host, long pid) {}

    public record Turn(Instant at, String says) {}

    public static RunRecord of(Run run, List<Event> events) {
        Chronicler chronicler = new Chronicler();
        events.forEach(chronicler::take);
        List<PhaseRecord> phases = new ArrayList<>();
        phases(run)
                .forEach(phase -> phases.add(new PhaseRecord(
                        phase,
                        phase.steps().stream()
                                .filter(run.itinerary()::knows)
                                .map(id -> step(run, id, chronicler))
                                .toList())));
        return new RunRecord(run, phases, chronicler.movers(), chronicler.turns());
    }

    /** Those of the failure procedure once it has begun. */
    private static Stream<Plan.Phase> phases(Run run) {
        Stream<Plan.Phase> forward = run.plan().phases().stream();
        return run.course() instanceof Course.Recovering && run.plan().onFailure() instanceof Plan.OnFailure.Perform p
                ? Stream.concat(forward, p.phases().stream())
                : forward;
    }

    private static StepRecord step(Run run, StepId id, Chronicler chronicler) {
        return new StepRecord(
                run.itinerary().step(id),
                run.progress(id),
                chronicler.times().getOrDefault(id, StepRecord.Times.NEVER),
                chronicler.notes().getOrDefault(id, List.of()));
    }

    public Stream<StepRecord> steps() {
        return phases.stream().flatMap(phase -> phase.steps().stream());
    }

    public Optional<StepRecord> step(PlannedStep step) {
        return steps().filter(s -> s.step().id().equals(step.id())).findFirst();
    }

    public Optional<Event.RunEnded> ended() {
        return run.ended();
    }

    /** Steps that nothing takes back, though they were done. */
    public List<StepRecord> leftAsIs() {
        return marked(Marked.LEFT_AS_IS);
    }

    public List<StepRecord> marked(Marked marked) {
        return steps().filter(step -> step.marked() == marked).toList();
    }

    /** Bullets and paragraphs that nobody performs. */
    public int unperformed() {
        return phases.stream().mapToInt(phase -> phase.phase().unperformed()).sum();
    }

    /** Inputs that have a value. */
    public Map<String, String> inputs() {
        return Facts.inputs(run);
    }
}
