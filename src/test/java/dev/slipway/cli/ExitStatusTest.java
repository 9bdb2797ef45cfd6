package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Digest;
import dev.slipway.base.Operator;
import dev.slipway.base.RunId;
import dev.slipway.base.StepId;
import dev.slipway.cli.ExitStatus.Interruption;
import dev.slipway.engine.Mover.Stop;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Requests;
import dev.slipway.run.Event;
import dev.slipway.run.Event.Ending;
import dev.slipway.run.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExitStatusTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final StepId GO = new StepId("go");
    private static final Plan PLAN = Requests.planned("""
            $ release -i version=v7
            # Shop
            ## Steps
            <!-- slipway: step id=go -->
            ```bash
            true
            ```
            <!-- slipway: undo of=go -->
            ```bash
            true
            ```
            """);

    static Stream<Arguments> table() {
        Event started = new Event.StepStarted(NOON, GO, 1);
        Event done = new Event.StepSucceeded(NOON, GO, 1, "", Map.of());
        Event failed = new Event.StepFailed(NOON, GO, 1, "exit status 1");
        Event back = new Event.UndoBegan(NOON, Optional.empty(), "why");
        Event undoing = new Event.UndoStarted(NOON, GO, 1);
        Event broken = new Event.UndoFailed(NOON, GO, 1, "exit status 1");
        Event paused = new Event.RunPaused(NOON, "asked for");
        return Stream.of(
                row(0, Stop.OVER, Interruption.NONE, started, done, end(Ending.SUCCEEDED)),
                row(0, Stop.OVER, Interruption.CTRL_C, started, done, end(Ending.SUCCEEDED)),
                row(1, Stop.OVER, Interruption.NONE, started, failed, end(Ending.FAILED)),
                row(1, Stop.OVER, Interruption.NONE, started, failed, back, end(Ending.UNDONE_AFTER_FAILURE)),
                row(1, Stop.OVER, Interruption.NONE, end(Ending.ABORTED)),
                row(3, Stop.ASKING, Interruption.NONE, started, failed, paused),
                row(3, Stop.ASKING, Interruption.NONE, paused),
                row(130, Stop.ASKING, Interruption.CTRL_C, paused),
                row(4, Stop.ASKING, Interruption.NONE, started, failed, back, undoing, broken),
                row(4, Stop.OVER, Interruption.NONE, started, failed, back, undoing, broken, end(Ending.ABORTED)),
                row(5, Stop.LOST, Interruption.NONE, started));
    }

    private static Event end(Ending ending) {
        return new Event.RunEnded(NOON, ending, "");
    }

    private static Arguments row(int exit, Stop stop, Interruption interruption, Event... events) {
        return Arguments.of(exit, stop, interruption, List.of(events));
    }

    @ParameterizedTest
    @MethodSource("table")
    void an_exit_status_says_how_a_run_ended_or_why_it_rests(
            int exit, Stop stop, Interruption interruption, List<Event> more) {
        List<Event> events = new ArrayList<>();
        events.add(new Event.RunStarted(NOON, PLAN.digest(), Digest.of("plan"), new Operator("ann"), "runbook.md"));
        events.addAll(more);

        Run run = Run.of(new RunId("r8k3f2"), PLAN, events);

        assertThat(ExitStatus.of(run, stop, interruption)).isEqualTo(exit);
    }
}
