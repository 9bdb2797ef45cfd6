package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Digest;
import dev.slipway.base.Operator;
import dev.slipway.base.RunId;
import dev.slipway.base.StepId;
import dev.slipway.operations.Request;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Requests;
import dev.slipway.run.Event;
import dev.slipway.run.Event.Answer;
import dev.slipway.run.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DialogueTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Operator ANN = new Operator("ann");
    private static final Plan PLAN = Requests.planned("""
            $ release -i version=v7
            # Shop
            ## Steps
            <!-- slipway: gate -->
            - **Backup** is there
            - **Team** is told

            <!-- slipway: step id=go -->
            ```bash
            true
            ```
            """);
    private static final StepId GATE = PLAN.steps().getFirst().id();

    private final Dialogue dialogue = new Dialogue(ANN);

    private static Run run(Event... more) {
        List<Event> events = new ArrayList<>();
        events.add(new Event.RunStarted(NOON, PLAN.digest(), Digest.of("plan"), ANN, "runbook.md"));
        events.add(new Event.GateOpened(NOON, GATE));
        events.addAll(List.of(more));
        return Run.of(new RunId("r8k3f2"), PLAN, events);
    }

    private Optional<Request> typed(String keys) {
        Optional<Request> last = Optional.empty();
        for (int key : keys.codePoints().toArray()) {
            last = dialogue.key(key);
        }
        return last;
    }

    @Test
    void a_question_is_answered_with_a_note_and_the_next_one_follows() {
        dialogue.look(run());
        assertThat(dialogue.lines()).containsExactly("? Steps", "  Backup is there", "  y yes · n no · l later");

        assertThat(typed("y")).isEmpty();
        assertThat(typed("restored\r")).contains(new Request.Sign(ANN, "steps/backup", Answer.YES, "restored"));

        dialogue.look(run(new Event.QuestionAnswered(NOON, GATE, "backup", Answer.YES, ANN, "restored")));
        assertThat(dialogue.lines()).containsExactly("? Steps", "  Team is told", "  y yes · n no · l later");
    }

    @Test
    void a_no_needs_a_reason_and_escape_goes_back() {
        dialogue.look(run());

        assertThat(typed("n\r")).isEmpty();
        assertThat(dialogue.lines()).contains("  Type something, or Esc to go back.");
        typed("\u001b");
        assertThat(typed("nnot yt\u007fet\r")).contains(new Request.Sign(ANN, "steps/backup", Answer.NO, "not yet"));
    }

    @Test
    void a_question_that_was_answered_elsewhere_is_no_longer_asked() {
        dialogue.look(run());
        typed("yhalf a no");

        dialogue.look(run(
                new Event.QuestionAnswered(NOON, GATE, "backup", Answer.YES, ANN, ""),
                new Event.QuestionAnswered(NOON, GATE, "team", Answer.YES, ANN, "")));

        assertThat(dialogue.asks()).isFalse();
    }

    @Test
    void a_failed_step_is_tried_again_or_passed_over_with_a_reason() {
        dialogue.look(run(
                new Event.StepSucceeded(NOON, GATE, 0, "", java.util.Map.of()),
                new Event.StepStarted(NOON, new StepId("go"), 1),
                new Event.StepFailed(NOON, new StepId("go"), 1, "exit status 1")));

        assertThat(dialogue.lines())
                .containsExactly(
                        "✗ go failed: exit status 1", "  r try again · s go on without it · u take back · p pause");
        assertThat(typed("r")).contains(new Request.Retry(ANN, "go"));
        assertThat(typed("sseen\r")).contains(new Request.Skip(ANN, "go", "seen"));
        assertThat(typed("u")).contains(new Request.RollBack(ANN, ""));
    }

    @Test
    void later_leaves_the_run_waiting() {
        dialogue.look(run());

        typed("l");

        assertThat(dialogue.leaving()).isTrue();
    }
}
