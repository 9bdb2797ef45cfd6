package dev.slipway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Operator;
import dev.slipway.engine.DoomedJournal.Moment;
import dev.slipway.engine.Rehearsal.Death;
import dev.slipway.operations.Request;
import dev.slipway.operations.Standing;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Plan.OnFailure;
import dev.slipway.plan.Plan.Stage;
import dev.slipway.plan.PlannedStep;
import dev.slipway.plan.PlannedStep.Undo;
import dev.slipway.plan.PlannedStep.Work;
import dev.slipway.run.Event.Ending;
import dev.slipway.run.Progress;
import dev.slipway.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For every procedure of every example: every step fails, every undo fails, every write is a crash, every step is aborted. */
@Timeout(60)
class EveryStepTest {
    private static final Operator ANNA = new Operator("anna");

    @ParameterizedTest
    @MethodSource("dev.slipway.engine.Repertoire#all")
    void every_procedure_does_each_of_its_steps_once_and_in_order(String procedure) throws Exception {
        Rehearsal rehearsal = new Rehearsal(Repertoire.plan(procedure));

        Run run = rehearsal.play();

        assertThat(ending(run)).as(run.ended().toString()).contains(Ending.SUCCEEDED);
        assertThat(rehearsal.world.deeds).isEqualTo(done(run));
        assertThat(rehearsal.sound()).isTrue();
    }

    /** What machines do, in the order of the plan. */
    private static List<String> done(Run run) {
        return run.plan().steps().stream()
                .filter(EveryStepTest::byMachine)
                .filter(step -> run.progress(step.id()) instanceof Progress.Done)
                .map(step -> step.id().value())
                .toList();
    }

    private static boolean byMachine(PlannedStep step) {
        return step.work() instanceof Work.Bash || step.work() instanceof Work.Typed;
    }

    private static Optional<Ending> ending(Run run) {
        return run.ended().map(end -> end.ending());
    }

    @ParameterizedTest
    @MethodSource("dev.slipway.engine.Repertoire#all")
    void every_step_that_fails_is_answered_as_the_runbook_says(String procedure) throws Exception {
        Plan plan = Repertoire.plan(procedure);
        for (String failed : deedsOf(plan)) {
            Rehearsal rehearsal = new Rehearsal(plan).failing(failed);

            Run run = rehearsal.play();

            assertThat(answer(rehearsal, run))
                    .as(
                            "%s, failing at %s: %s",
                            procedure, failed, rehearsal.story().getLast())
                    .isEqualTo(expected(plan, failed, run));
        }
    }

    private static List<String> deedsOf(Plan plan) throws InterruptedException {
        Rehearsal rehearsal = new Rehearsal(plan);
        rehearsal.play();
        return List.copyOf(rehearsal.world.deeds);
    }

    /** How the run stands, what was done forward, and what was taken back. */
    private record Answer(String standing, List<String> forward, List<String> back) {}

    private static Answer answer(Rehearsal rehearsal, Run run) {
        String standing = ending(run)
                .map(Ending::word)
                .orElseGet(() -> run.pausing() instanceof dev.slipway.run.Pausing.Paused ? "paused" : "moving");
        List<String> forward = rehearsal.world.deeds.stream()
                .filter(deed -> !deed.startsWith("undo "))
                .toList();
        return new Answer(standing, forward, rehearsal.world.undone());
    }

    /** What the format promises, worked out without the engine. */
    private static Answer expected(Plan plan, String failed, Run run) throws InterruptedException {
        List<String> all = deedsOf(plan);
        List<String> before = all.subList(0, all.indexOf(failed));
        List<String> others = all.stream().filter(deed -> !deed.equals(failed)).toList();
        PlannedStep step = step(plan, failed);
        boolean noWayBack = plan.steps().stream()
                .filter(s -> s.policy().pointOfNoReturn())
                .anyMatch(s -> before.contains(s.id().value()) || s.equals(step));
        if (step.stage() == Stage.AFTER) {
            return new Answer("succeeded", others, List.of());
        }
        if (noWayBack) {
            return new Answer("paused", before, List.of());
        }
        OnFailure rule = step.stage() == Stage.BEFORE ? new OnFailure.Undo() : plan.onFailure();
        return switch (rule) {
            case OnFailure.Undo _ -> new Answer("undone-after-failure", before, undos(plan, before, step));
            case OnFailure.Pause _ -> new Answer("paused", before, List.of());
            case OnFailure.GoOn _ -> new Answer("failed", others, List.of());
            case OnFailure.Perform perform -> recovered(before, perform, run);
        };
    }

    private static List<String> undos(Plan plan, List<String> before, PlannedStep failed) {
        List<String> begun = new ArrayList<>(before);
        begun.add(failed.id().value());
        return begun.reversed().stream()
                .filter(id -> !(step(plan, id).undo() instanceof Undo.None))
                .map(id -> "undo " + id)
                .toList();
    }

    /** Whether a step of the failure procedure is wanted may depend on what was done. */
    private static Answer recovered(List<String> before, OnFailure.Perform perform, Run run) {
        List<String> forward = new ArrayList<>(before);
        perform.steps().stream()
                .filter(EveryStepTest::byMachine)
                .filter(step -> !(run.progress(step.id()) instanceof Progress.Skipped))
                .forEach(step -> forward.add(step.id().value()));
        return new Answer("undone-after-failure", forward, List.of());
    }

    private static PlannedStep step(Plan plan, String id) {
        return Rehearsal.everyStep(plan).stream()
                .filter(step -> step.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("dev.slipway.engine.Repertoire#releases")
    void a_crash_around_any_write_changes_nothing_of_a_run_that_succeeds(String procedure) throws Exception {
        crashAroundEveryWrite(procedure, "");
    }

    @ParameterizedTest
    @MethodSource("dev.slipway.engine.Repertoire#releases")
    void a_crash_around_any_write_changes_nothing_of_a_run_that_is_taken_back(String procedure) throws Exception {
        Plan plan = Repertoire.plan(procedure);
        List<String> inRelease = deedsOf(plan).stream()
                .filter(id -> step(plan, id).stage() == Stage.RUN)
                .toList();
        crashAroundEveryWrite(procedure, inRelease.getLast());
    }

    private static void crashAroundEveryWrite(String procedure, String failing) throws Exception {
        Plan plan = Repertoire.plan(procedure);
        Rehearsal undisturbed = new Rehearsal(plan).failing(failing);
        Run wanted = undisturbed.play();
        int turn = 0;
        for (Moment moment : Moment.values()) {
            for (int write = 1; write <= undisturbed.writes(); write++) {
                for (Death death : deaths(procedure, turn++)) {
                    Rehearsal rehearsal = new Rehearsal(plan).failing(failing).killedAt(write, moment, death);

                    Run run = rehearsal.play();

                    String where = "%s, %s %s write %d".formatted(procedure, death, moment, write);
                    assertThat(rehearsal.deaths).as(where).isEqualTo(1);
                    assertThat(ending(run)).as(where).isEqualTo(ending(wanted));
                    assertThat(rehearsal.world.effects).as(where).isEqualTo(undisturbed.world.effects);
                    assertThat(once(plan, rehearsal)).as(where).isEqualTo(once(plan, undisturbed));
                    assertThat(rehearsal.sound()).as(where).isTrue();
                    if (death == Death.SLIPWAY_ALONE) {
                        assertThat(rehearsal.questions).as(where).isZero();
                    }
                }
            }
        }
    }

    /** All of them for the example that was written for it; for the others they take turns. */
    private static List<Death> deaths(String procedure, int turn) {
        Death[] all = Death.values();
        return procedure.startsWith("thirty") ? List.of(all) : List.of(all[turn % all.length]);
    }

    /** What was done, each step that must not be repeated as often as it was done, every other once. */
    private static List<String> once(Plan plan, Rehearsal rehearsal) {
        List<String> deeds = new ArrayList<>();
        for (String deed : rehearsal.world.deeds) {
            boolean mayBeRepeated =
                    deed.startsWith("undo ") || step(plan, deed).policy().repeatable();
            if (!mayBeRepeated || !deeds.contains(deed)) {
                deeds.add(deed);
            }
        }
        return deeds;
    }

    @ParameterizedTest
    @MethodSource("dev.slipway.engine.Repertoire#releases")
    void every_undo_that_fails_stops_the_way_back_until_a_person_decides(String procedure) throws Exception {
        Plan plan = Repertoire.plan(procedure);
        String failed = deedsOf(plan).stream()
                .filter(id -> step(plan, id).stage() == Stage.RUN)
                .toList()
                .getLast();
        List<String> deeds = deedsOf(plan);
        List<String> undos = plan.onFailure() instanceof OnFailure.Undo
                ? undos(plan, deeds.subList(0, deeds.indexOf(failed)), step(plan, failed))
                : List.of();
        for (String broken : undos) {
            Rehearsal rehearsal = new Rehearsal(plan).failing(failed, broken);

            Run stopped = rehearsal.play();

            assertThat(rehearsal.world.undone()).isEqualTo(undos.subList(0, undos.indexOf(broken)));
            assertThat(Standing.of(stopped))
                    .isInstanceOfSatisfying(
                            Standing.Stuck.class,
                            stuck -> assertThat("undo " + stuck.step().id()).isEqualTo(broken));

            rehearsal.world.fail.remove(broken);
            rehearsal.ask(new Request.Retry(ANNA, ""));
            Run run = rehearsal.play();

            assertThat(ending(run)).contains(Ending.UNDONE_AFTER_FAILURE);
            assertThat(rehearsal.world.undone()).isEqualTo(undos);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.slipway.engine.Repertoire#all")
    void a_run_that_is_aborted_during_any_step_ends_there_and_takes_nothing_back(String procedure) throws Exception {
        Plan plan = Repertoire.plan(procedure);
        List<String> deeds = deedsOf(plan);
        for (String step : deeds) {
            Rehearsal rehearsal = new Rehearsal(plan).meddlingAt(step, new Request.Abort(ANNA, "enough"));

            Run run = rehearsal.play();

            assertThat(ending(run)).as("%s at %s", procedure, step).contains(Ending.ABORTED);
            assertThat(rehearsal.world.deeds).isEqualTo(deeds.subList(0, deeds.indexOf(step) + 1));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.slipway.engine.Repertoire#releases")
    void a_run_that_is_rolled_back_during_any_step_does_what_the_runbook_says(String procedure) throws Exception {
        Plan plan = Repertoire.plan(procedure);
        List<String> deeds = deedsOf(plan);
        for (String id : deeds) {
            boolean noWayBack = plan.steps().stream()
                    .filter(s -> s.policy().pointOfNoReturn())
                    .anyMatch(s ->
                            deeds.indexOf(s.id().value()) >= 0 && deeds.indexOf(s.id().value()) <= deeds.indexOf(id));
            if (noWayBack) {
                continue;
            }
            Rehearsal rehearsal = new Rehearsal(plan).meddlingAt(id, new Request.RollBack(ANNA, ""));

            Run run = rehearsal.play();

            List<String> before = deeds.subList(0, deeds.indexOf(id));
            assertThat(ending(run)).as("%s at %s", procedure, id).contains(Ending.UNDONE_AFTER_FAILURE);
            if (!(plan.onFailure() instanceof OnFailure.Perform)
                    || step(plan, id).stage() == Stage.BEFORE) {
                assertThat(rehearsal.world.undone()).isEqualTo(undos(plan, before, step(plan, id)));
            }
        }
    }
}
