package dev.slipway.report;

import static dev.slipway.run.Plans.NOON;
import static dev.slipway.run.Plans.id;
import static dev.slipway.run.Plans.plan;
import static dev.slipway.run.Plans.run;
import static dev.slipway.run.Plans.undoable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.plan.Plan;
import dev.slipway.run.Event;
import dev.slipway.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A step that takes long is never killed for it; whoever watches is told. */
class OverdueTest {
    private static final Instant LATER = NOON.plus(Duration.ofMinutes(10));
    private static final LiveScreen.Below NOTHING_BELOW = new LiveScreen.Below(List.of(), List.of());
    private static final Event OVERDUE = new Event.StepOverdue(LATER, id("a"));

    private static Run begun(Event... more) {
        Run run = run(plan(new Plan.OnFailure.Undo(), undoable("a")), new Event.StepStarted(NOON, id("a"), 1));
        for (Event event : more) {
            run = run.after(event);
        }
        return run;
    }

    @Test
    void a_watcher_without_a_screen_gets_one_line() {
        assertThat(EventLine.of(OVERDUE, begun(OVERDUE)))
                .contains("! a is overdue: under way for 10 min, and nothing stops it by itself");
    }

    @Test
    void an_undo_is_named_as_one() {
        Run undoing = begun(
                new Event.StepFailed(NOON, id("a"), 1, "exit status 1"),
                new Event.UndoBegan(NOON, Optional.empty(), "a failed"),
                new Event.UndoStarted(NOON, id("a"), 1),
                OVERDUE);

        assertThat(EventLine.of(OVERDUE, undoing))
                .contains("! the undo of a is overdue: under way for 10 min, and nothing stops it by itself");
    }

    @Test
    void a_screen_says_it_beside_the_step_as_long_as_it_runs() {
        assertThat(LiveScreen.of(Stories.overdue(), NOTHING_BELOW, Stories.at(48 + 720), 80, 24))
                .contains("      ▸ Start the new version         overdue                              12:00");
    }
}
