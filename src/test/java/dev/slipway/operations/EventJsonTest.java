package dev.slipway.operations;

import static dev.slipway.run.Plans.ANNA;
import static dev.slipway.run.Plans.NOON;
import static dev.slipway.run.Plans.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import dev.slipway.base.RunId;
import dev.slipway.run.Event;
import dev.slipway.run.Sighting;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventJsonTest {
    private static final List<Event> ALL = List.of(
            new Event.RunStarted(NOON, Digest.of("plan"), Digest.of("text"), ANNA, "a \"b\" \\ ü 発.md"),
            new Event.RunTaken(NOON, ANNA, "host", 4_000_000_000L, true),
            new Event.SurroundingsFound(NOON, Map.of("A", "1\n2")),
            new Event.PauseRequested(NOON, ANNA, Event.Pace.AT_ONCE),
            new Event.RunPaused(NOON, "why"),
            new Event.RunResumed(NOON, ANNA),
            new Event.AbortRequested(NOON, ANNA, "because"),
            new Event.UndoBegan(NOON, Optional.empty(), "why"),
            new Event.RecoveryBegan(NOON, Optional.of(ANNA), "why", Map.of("to", Data.of("v1"))),
            new Event.RunEnded(NOON, Event.Ending.UNDONE_AFTER_FAILURE, "summary"),
            new Event.RequestRefused(NOON, ANNA, "no"),
            new Event.NoteRecorded(NOON, id("a"), "text"),
            new Event.StepStarted(NOON.plusNanos(123_456_789), id("a"), 2),
            new Event.StepNotBegun(NOON, id("a"), 1),
            new Event.StepSucceeded(NOON, id("a"), 1, "", Map.of("n", Data.of(3), "b", Data.of(true))),
            new Event.StepFailed(NOON, id("a"), 1, "reason"),
            new Event.FailureAccepted(NOON, id("a")),
            new Event.StepOverdue(NOON, id("a")),
            new Event.StepStopping(NOON, id("a"), Event.Stop.KILL, "why"),
            new Event.StepDoubted(NOON, id("a"), 1, "why"),
            new Event.StepSighted(NOON, id("a"), 1, new Sighting.Applied(Map.of("x", Data.nothing()))),
            new Event.StepSkipped(NOON, id("a"), "because"),
            new Event.StepPassedOver(NOON, id("a"), ANNA, "because"),
            new Event.StepRetried(NOON, id("a"), ANNA),
            new Event.GateOpened(NOON, id("a@2")),
            new Event.QuestionAnswered(NOON, id("a"), "q", Event.Answer.WAIVED, ANNA, "note"),
            new Event.UndoStarted(NOON, id("a"), 1),
            new Event.UndoNotBegun(NOON, id("a"), 1),
            new Event.UndoSucceeded(NOON, id("a"), 1, "took"),
            new Event.UndoFailed(NOON, id("a"), 1, "reason"),
            new Event.UndoDoubted(NOON, id("a"), 1, "why"),
            new Event.UndoRetried(NOON, id("a"), ANNA),
            new Event.UndoPassedOver(NOON, id("a"), ANNA, "because"),
            new Event.StepLeftAsIs(NOON, id("a"), "why"));

    @Test
    void every_event_comes_back_as_it_was() {
        for (Event event : ALL) {
            assertThat(EventJson.read(EventJson.write(event))).isEqualTo(event);
        }
    }

    @Test
    void no_kind_of_event_is_left_out_here() {
        assertThat(ALL.stream().map(Object::getClass).distinct().count())
                .isEqualTo(Arrays.stream(Event.class.getPermittedSubclasses())
                        .filter(Class::isRecord)
                        .count());
    }

    @Test
    void an_event_reads_well() {
        assertThat(EventJson.line(new RunId("r00000"), 7, new Event.StepStarted(NOON, id("deploy"), 1)))
                .isEqualTo("{\"run\":\"r00000\",\"seq\":7,\"event\":\"step-started\",\"at\":\"2026-06-01T12:00:00Z\","
                        + "\"step\":\"deploy\",\"attempt\":1}");
    }

    @Test
    void an_unknown_event_is_refused() {
        assertThatThrownBy(() -> EventJson.read("{\"event\":\"step-danced\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown event: {\"event\":\"step-danced\"}");
    }

    @Test
    void a_missing_part_is_refused() {
        assertThatThrownBy(() -> EventJson.read("{\"event\":\"step-overdue\",\"step\":\"a\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a value of class java.time.Instant is missing");
    }
}
