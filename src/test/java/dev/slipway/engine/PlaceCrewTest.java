package dev.slipway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Operator;
import dev.slipway.base.RunId;
import dev.slipway.hands.Place;
import dev.slipway.hands.Place.Signal;
import dev.slipway.main.ShippedActions;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedStep;
import dev.slipway.run.Event;
import dev.slipway.run.Event.Stop;
import dev.slipway.run.Order.Direction;
import dev.slipway.run.Outcome;
import dev.slipway.run.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The hands between the loop and the place. */
class PlaceCrewTest {

    @Test
    void a_stop_that_comes_while_the_supervisor_comes_up_reaches_the_step() throws Exception {
        Plan plan = Repertoire.plan("thirty release");
        PlannedStep step = plan.steps().getFirst();
        SlowPlace place = new SlowPlace();
        BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
        PlaceCrew crew = crew(place);

        crew.begin(begun(plan, step, 1), step, Direction.FORWARD, reports::add);
        place.asked.await();
        crew.stop(step, Stop.TERM);
        place.comesUp.countDown();

        assertThat(place.signals.poll(10, TimeUnit.SECONDS)).isEqualTo(Signal.TERM);
        assertThat(reports.poll(10, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Report.Finished.class,
                        finished -> assertThat(finished.outcome())
                                .isEqualTo(new Outcome.Failed("exit status 143 (signal 15) after 0 s")));
    }

    @Test
    void a_step_whose_supervisor_was_killed_before_it_began_is_begun_anew_but_not_for_ever() throws Exception {
        Plan plan = Repertoire.plan("thirty release");
        PlannedStep step = plan.steps().getFirst();
        BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
        PlaceCrew crew = crew(new PlaceInFront(new ScriptedPlace(new ScriptedWorld(), Map.of())) {
            @Override
            public Beginning begin(Launch launch) {
                return new Beginning.Killed();
            }
        });

        for (int attempt = 31; attempt < 50; attempt++) {
            crew.begin(begun(plan, step, attempt), step, Direction.FORWARD, reports::add);
            assertThat(reports.poll(10, TimeUnit.SECONDS))
                    .isEqualTo(new Report.NeverBegan(step.id(), attempt, Direction.FORWARD));
        }

        crew.begin(begun(plan, step, 50), step, Direction.FORWARD, reports::add);
        assertThat(reports.poll(10, TimeUnit.SECONDS))
                .isEqualTo(new Report.Finished(
                        step.id(),
                        50,
                        Direction.FORWARD,
                        new Outcome.Failed("it could not begin: its supervisor is killed again and again")));
    }

    private static PlaceCrew crew(Place place) {
        return new PlaceCrew(
                Nowhere.with(place),
                ShippedActions.ALL,
                new Gear(Found.NOTHING, Lookout.none(), Instant::now, 1, new StateFolder(Path.of("nowhere"))),
                () -> true);
    }

    private static Run begun(Plan plan, PlannedStep step, int attempt) {
        Instant now = Instant.EPOCH;
        Event.RunStarted first =
                new Event.RunStarted(now, plan.digest(), plan.digest(), new Operator("anna"), "runbook.md");
        return Run.of(new RunId("r00000"), plan, List.of(first, new Event.StepStarted(now, step.id(), attempt)));
    }

    /** Its supervisors take their time to come up, and its steps end when they are signalled. */
    private static final class SlowPlace extends PlaceInFront {
        final CountDownLatch asked = new CountDownLatch(1);
        final CountDownLatch signalled = new CountDownLatch(1);
        final CountDownLatch comesUp = new CountDownLatch(1);
        final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();

        SlowPlace() {
            super(new ScriptedPlace(new ScriptedWorld(), Map.of()));
        }

        @Override
        public Beginning begin(Launch launch) throws InterruptedException {
            asked.countDown();
            comesUp.await();
            return new Beginning.Begun(new Attempt() {
                @Override
                public Optional<Exit> await(Duration atMost) throws InterruptedException {
                    signalled.await();
                    Written nothing = new Written("", 0, 0, "");
                    Outputs none = new Outputs.Given(Map.of());
                    return Optional.of(new Exit(Optional.of(143), nothing, nothing, none, Duration.ZERO));
                }

                @Override
                public void signal(Signal signal) {
                    signals.add(signal);
                    signalled.countDown();
                }
            });
        }
    }
}
