package dev.slipway.report;

import dev.slipway.base.Digest;
import dev.slipway.base.Operator;
import dev.slipway.base.RunId;
import dev.slipway.base.StepId;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Requests;
import dev.slipway.run.Event;
import dev.slipway.run.Event.Answer;
import dev.slipway.run.Event.Ending;
import dev.slipway.run.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs as their records tell them: one that stands in the middle, and one that was taken back. */
final class Stories {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Operator ANN = new Operator("ann");
    private static final String RUNBOOK = """
            $ release -i version=v7
            # Shop
            ## Steps
            ### Ready
            <!-- slipway: gate -->
            - **Backup** is there & <b>restored</b>
            ### Deploy 新しい版 to the hosts
            <!-- slipway: step id=copy -->
            ```bash
            # Copy the files
            true
            ```
            <!-- slipway: undo of=copy -->
            ```bash
            true
            ```
            <!-- slipway: step id=start -->
            ```bash
            # Start the new version
            true
            ```
            ### Look
            <!-- slipway: step id=look -->
            ```bash
            # Look at it
            true
            ```
            """;

    private Stories() {}

    static Plan plan() {
        return Requests.planned(RUNBOOK);
    }

    static RunRecord underway() {
        return record(begun());
    }

    static RunRecord overdue() {
        List<Event> events = new ArrayList<>(begun());
        events.add(new Event.StepOverdue(at(648), new StepId("start")));
        return record(events);
    }

    static RunRecord takenBack() {
        List<Event> events = new ArrayList<>(begun());
        StepId start = new StepId("start");
        StepId copy = new StepId("copy");
        events.add(new Event.StepFailed(at(90), start, 1, "exit status 1 after 42 s"));
        events.add(new Event.UndoBegan(at(90), Optional.empty(), "start: exit status 1 after 42 s"));
        events.add(new Event.StepLeftAsIs(at(90), start, "nothing says how to take it back"));
        events.add(new Event.UndoStarted(at(91), copy, 1));
        events.add(new Event.UndoSucceeded(at(92), copy, 1, ""));
        events.add(new Event.RunEnded(at(92), Ending.UNDONE_AFTER_FAILURE, "start: exit status 1 after 42 s"));
        return record(events);
    }

    private static List<Event> begun() {
        StepId gate = plan().steps().getFirst().id();
        StepId copy = new StepId("copy");
        return List.of(
                new Event.RunStarted(NOON, plan().digest(), Digest.of("plan"), ANN, "runbook.md"),
                new Event.RunTaken(at(0), ANN, "host", 7, true),
                new Event.GateOpened(at(1), gate),
                new Event.QuestionAnswered(at(31), gate, "backup", Answer.YES, new Operator("bob"), "seen <it>"),
                new Event.StepSucceeded(at(31), gate, 0, "1 of 1 signed", Map.of()),
                new Event.StepStarted(at(32), copy, 1),
                new Event.StepSucceeded(at(47), copy, 1, "12 files", Map.of()),
                new Event.StepStarted(at(48), new StepId("start"), 1));
    }

    private static RunRecord record(List<Event> events) {
        return RunRecord.of(Run.of(new RunId("r8k3f2"), plan(), events), events);
    }

    static Instant at(int seconds) {
        return NOON.plusSeconds(seconds);
    }
}
