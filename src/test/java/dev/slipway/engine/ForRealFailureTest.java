package dev.slipway.engine;

import static dev.slipway.engine.SmallBooks.PAUSES;
import static dev.slipway.engine.SmallBooks.TWO_STEPS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Operator;
import dev.slipway.engine.ForReal.Played;
import dev.slipway.operations.Request;
import dev.slipway.operations.Ruling;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a failure leads to. */
class ForRealFailureTest {
    private static final Operator ANNA = new Operator("anna");

    @TempDir
    Path folder;

    @Test
    void the_undo_of_the_failed_step_itself_comes_first() throws Exception {
        try (ForReal slipway = ForReal.of(folder, """
                ## Steps

                <!-- slipway: step id=one -->
                ```bash
                touch half
                false
                ```

                <!-- slipway: undo of=one -->
                ```bash
                rm -f half
                ```
                """)) {
            Played played = slipway.play("release");

            assertThat(Story.of(played.shown().events()))
                    .containsExactly(
                            "one failed: exit status 1",
                            "undo: one: exit status 1",
                            "one undone",
                            "ended undone-after-failure: one: exit status 1");
            assertThat(slipway.directory().resolve("half")).doesNotExist();
        }
    }

    @Test
    void a_step_that_takes_too_long_is_ended_with_everything_that_it_started() throws Exception {
        try (ForReal slipway = ForReal.of(folder, """
                ## Steps

                <!-- slipway: step id=slow timeout=1s -->
                ```bash
                sleep 300 & echo $! > child
                sleep 300
                ```
                """)) {
            Played played = slipway.play("release");

            assertThat(Story.of(played.shown().events()))
                    .startsWith(
                            "slow TERM: timed out", "slow failed: timed out after 1 s; exit status 143 (signal 15)");
            long child = Long.parseLong(
                    Files.readString(slipway.directory().resolve("child")).strip());
            assertThat(ProcessHandle.of(child).filter(ForRealFailureTest::lives))
                    .isEmpty();
        }
    }

    /** A zombie that init has not collected yet has no command any more. */
    private static boolean lives(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    @Test
    void past_a_point_of_no_return_a_failure_pauses_and_a_retry_goes_on() throws Exception {
        try (ForReal slipway = ForReal.of(folder, """
                ## Steps

                <!-- slipway: step id=before -->
                ```bash
                touch before
                ```

                <!-- slipway: undo of=before -->
                ```bash
                rm before
                ```

                <!-- slipway: step id=publish point-of-no-return -->
                ```bash
                touch published
                ```

                <!-- slipway: step id=tell -->
                ```bash
                [ -e mended ]
                ```
                """)) {
            Played paused = slipway.play("release");

            assertThat(paused.stop()).isEqualTo(Mover.Stop.ASKING);
            assertThat(Story.of(paused.shown().events()))
                    .endsWith("paused: tell: exit status 1; past the point of no return publish");
            assertThat(slipway.desk().ask(paused.id(), new Request.RollBack(ANNA, "")))
                    .isInstanceOf(Ruling.Refused.class);

            Files.createFile(slipway.directory().resolve("mended"));
            Played played = slipway.goOn(paused.id(), new Request.Retry(ANNA, "tell"));

            assertThat(Story.of(played.shown().events()))
                    .endsWith("tell retried by anna", "tell succeeded", "ended succeeded");
        }
    }

    @Test
    void a_run_that_paused_at_a_failure_is_rolled_back_when_somebody_asks() throws Exception {
        try (ForReal slipway = ForReal.of(folder, PAUSES, TWO_STEPS)) {
            Played paused = slipway.play("release");
            Played played = slipway.goOn(paused.id(), new Request.RollBack(ANNA, "no use"));

            assertThat(Story.of(played.shown().events()))
                    .containsExactly(
                            "first succeeded",
                            "second failed: exit status 1",
                            "paused: second: exit status 1",
                            "undo: rolled back by anna: no use",
                            "second left as is",
                            "first undone",
                            "ended undone-after-failure: rolled back by anna: no use");
        }
    }

    @Test
    void a_run_that_paused_at_a_failure_goes_on_without_the_step_when_it_is_skipped() throws Exception {
        try (ForReal slipway = ForReal.of(folder, PAUSES, TWO_STEPS)) {
            Played paused = slipway.play("release");
            Played played = slipway.goOn(paused.id(), new Request.Skip(ANNA, "second", "not needed today"));

            assertThat(Story.of(played.shown().events()))
                    .endsWith("second passed over: not needed today", "ended succeeded");
        }
    }

    @Test
    void an_aborted_run_ends_and_leaves_everything_as_it_is() throws Exception {
        try (ForReal slipway = ForReal.of(folder, PAUSES, TWO_STEPS)) {
            Played paused = slipway.play("release");
            Played played = slipway.goOn(paused.id(), new Request.Abort(ANNA, "enough"));

            assertThat(Story.of(played.shown().events()))
                    .endsWith("abort asked for by anna: enough", "ended aborted: aborted by anna: enough");
            assertThat(slipway.directory().resolve("first")).exists();
        }
    }

    @Test
    void a_named_failure_procedure_runs_with_inputs_from_the_failing_run() throws Exception {
        try (ForReal slipway = ForReal.of(folder, """
                inputs: {what: {description: What to restore}}
                procedures:
                  release: {run: [steps], on-failure: rescue}
                  rescue: {run: [rescue], on-failure: pause, inputs: {what: {default: '${last.release.steps.save.file}'}}}
                """, """
                ## Steps

                <!-- slipway: step id=save -->
                ```bash
                echo "file=dump.sql" >> "$SLIPWAY_OUTPUT"
                ```

                <!-- slipway: step id=break -->
                ```bash
                false
                ```

                ## Rescue

                <!-- slipway: step id=restore -->
                ```bash
                echo "restored $WHAT"
                ```
                """)) {
            Played played = slipway.play("release");

            assertThat(Story.of(played.shown().events()))
                    .containsExactly(
                            "save succeeded",
                            "break failed: exit status 1",
                            "recovery: break: exit status 1",
                            "restore succeeded",
                            "ended undone-after-failure: break: exit status 1");
            assertThat(slipway.output()).containsExactly("restore: restored dump.sql");
        }
    }

    @Test
    void a_failure_afterwards_is_on_the_record_and_undoes_nothing() throws Exception {
        try (ForReal slipway = ForReal.of(folder, "procedures: {release: {run: [steps], after: [afterwards]}}", """
                ## Steps

                <!-- slipway: step id=work -->
                ```bash
                touch work
                ```

                <!-- slipway: undo of=work -->
                ```bash
                rm work
                ```

                ## Afterwards

                <!-- slipway: step id=tell -->
                ```bash
                exit 3
                ```

                <!-- slipway: step id=tidy -->
                ```bash
                true
                ```
                """)) {
            Played played = slipway.play("release");

            assertThat(Story.of(played.shown().events()))
                    .containsExactly(
                            "work succeeded",
                            "tell failed: exit status 3",
                            "tell failure accepted",
                            "tidy succeeded",
                            "ended succeeded: tell failed");
            assertThat(slipway.directory().resolve("work")).exists();
        }
    }

    @Test
    void an_undo_that_fails_stops_and_asks_and_can_be_tried_again() throws Exception {
        try (ForReal slipway = ForReal.of(folder, """
                ## Steps

                <!-- slipway: step id=first -->
                ```bash
                touch first
                ```

                <!-- slipway: undo of=first -->
                ```bash
                [ -e mended ]
                rm first
                ```

                <!-- slipway: step id=second -->
                ```bash
                false
                ```
                """)) {
            Played stuck = slipway.play("release");

            assertThat(stuck.stop()).isEqualTo(Mover.Stop.ASKING);
            assertThat(Story.of(stuck.shown().events())).endsWith("first undo failed: exit status 1");

            Files.createFile(slipway.directory().resolve("mended"));
            Played played = slipway.goOn(stuck.id(), new Request.Retry(ANNA, "first"));

            assertThat(Story.of(played.shown().events()))
                    .endsWith(
                            "first undo retried by anna",
                            "first undone",
                            "ended undone-after-failure: second: exit status 1");
        }
    }
}
