package dev.slipway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.Simulation.Planted;
import dev.slipway.plan.PlannedStep;
import dev.slipway.run.Conductor;
import dev.slipway.run.Course;
import dev.slipway.run.Event;
import dev.slipway.run.Order;
import dev.slipway.run.Progress;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final int SEEDS = 200;

    @Test
    void no_seed_breaks_a_promise() {
        for (long seed = 0; seed < SEEDS; seed++) {
            assertThat(new Simulation(seed, Planted.NOTHING).play())
                    .as("bin/sim --seed " + seed)
                    .isEmpty();
        }
    }

    @Test
    void it_finds_an_engine_that_does_again_without_looking() {
        assertThat(found(new Planted(Conductor::next, true, false))).contains("done twice");
    }

    @Test
    void it_finds_an_engine_that_ignores_a_lost_lease() {
        assertThat(found(new Planted(Conductor::next, false, true))).isNotEmpty();
    }

    @Test
    void it_finds_an_engine_that_forgets_an_undo() {
        RunLoop.Law forgetful = (run, now, underway) -> Conductor.next(run, now, underway).stream()
                .<Order>map(order -> order instanceof Order.BeginUndo undo && run.course() instanceof Course.Undoing
                        ? new Order.Write(
                                new Event.StepLeftAsIs(now, undo.intent().step(), "forgotten"))
                        : order)
                .toList();
        assertThat(found(new Planted(forgetful, false, false))).contains("undone, but left");
    }

    @Test
    void it_finds_an_engine_that_undoes_out_of_order() {
        RunLoop.Law hasty = (run, now, underway) -> {
            List<Order> orders = Conductor.next(run, now, underway);
            Optional<PlannedStep> earliest = run.plan().steps().stream()
                    .filter(s -> s.undo() instanceof PlannedStep.Undo.ByShell
                            && run.progress(s.id()) instanceof Progress.Done d
                            && d.attempt() > 0)
                    .findFirst();
            return !orders.isEmpty()
                            && orders.getFirst() instanceof Order.BeginUndo
                            && run.course() instanceof Course.Undoing
                            && earliest.isPresent()
                    ? List.of(new Order.BeginUndo(
                            new Event.UndoStarted(now, earliest.get().id(), 1)))
                    : orders;
        };
        assertThat(found(new Planted(hasty, false, false))).contains("undone out of order");
    }

    private static String found(Planted planted) {
        return LongStream.range(0, SEEDS)
                .mapToObj(seed -> new Simulation(seed, planted).play())
                .filter(broken -> !broken.isEmpty())
                .map(Object::toString)
                .reduce("", (a, b) -> a + "\n" + b);
    }
}
