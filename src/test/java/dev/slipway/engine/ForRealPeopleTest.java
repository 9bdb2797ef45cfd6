package dev.slipway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Operator;
import dev.slipway.engine.ForReal.Played;
import dev.slipway.operations.Request;
import dev.slipway.operations.Ruling;
import dev.slipway.run.Event.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits for people, and what their answers do. */
class ForRealPeopleTest {
    private static final Operator ANNA = new Operator("anna");
    private static final Operator BEN = new Operator("ben");

    @TempDir
    Path folder;

    @Test
    void a_gate_stops_an_unattended_run_which_goes_on_when_it_is_signed() throws Exception {
        try (ForReal slipway = ForReal.of(folder, """
                ## Steps

                ### Checks

                - [ ] **Tests** are green
                - [ ] **Team** knows

                ### Work

                <!-- slipway: step id=work -->
                ```bash
                touch done
                ```
                """)) {
            Played asking = slipway.play("release");

            assertThat(asking.stop()).isEqualTo(Mover.Stop.ASKING);
            assertThat(slipway.directory().resolve("done")).doesNotExist();

            Played played = slipway.goOn(
                    asking.id(),
                    new Request.Sign(BEN, "checks/tests", Answer.YES, "build 7"),
                    new Request.Sign(ANNA, "team", Answer.YES, ""));

            assertThat(Story.of(played.shown().events()))
                    .containsExactly(
                            "checks open",
                            "checks tests YES by ben",
                            "checks team YES by anna",
                            "checks succeeded",
                            "work succeeded",
                            "ended succeeded");
        }
    }

    @Test
    void a_no_at_a_gate_fails_it_and_takes_back_what_was_done() throws Exception {
        try (ForReal slipway = ForReal.of(folder, """
                ## Steps

                <!-- slipway: step id=work -->
                ```bash
                touch done
                ```

                <!-- slipway: undo of=work -->
                ```bash
                rm done
                ```

                <!-- slipway: gate -->
                - **Look** at it
                """)) {
            Played asking = slipway.play("release");
            Played played = slipway.goOn(asking.id(), new Request.Sign(ANNA, "look", Answer.NO, "it is ugly"));

            assertThat(Story.of(played.shown().events()))
                    .containsExactly(
                            "work succeeded",
                            "steps open",
                            "steps look NO by anna",
                            "steps failed: anna said no to look: it is ugly",
                            "undo: steps: anna said no to look: it is ugly",
                            "work undone",
                            "ended undone-after-failure: steps: anna said no to look: it is ugly");
        }
    }

    @Test
    void an_input_that_is_asked_for_late_is_told_at_its_first_use() throws Exception {
        try (ForReal slipway = ForReal.of(folder, """
                inputs: {colour: {ask: late, one-of: [red, blue]}}
                procedures: {release: {run: [steps]}}
                """, """
                ## Steps

                <!-- slipway: step id=first -->
                ```bash
                true
                ```

                <!-- slipway: step id=paint -->
                ```bash
                echo "painted $COLOUR"
                ```
                """)) {
            Played asking = slipway.play("release");

            assertThat(asking.stop()).isEqualTo(Mover.Stop.ASKING);
            assertThat(slipway.desk().ask(asking.id(), new Request.Tell(ANNA, "colour", "green")))
                    .isInstanceOf(Ruling.Refused.class);

            Played played = slipway.goOn(asking.id(), new Request.Tell(ANNA, "colour", "blue"));

            assertThat(played.run().ended()).isPresent();
            assertThat(slipway.output()).containsExactly("paint: painted blue");
        }
    }

    @Test
    void a_condition_on_an_output_skips_a_step_and_a_section_is_asked_for() throws Exception {
        try (ForReal slipway = ForReal.of(folder, """
                ## Steps

                <!-- slipway: step id=look -->
                ```bash
                echo "pending=0" >> "$SLIPWAY_OUTPUT"
                ```

                <!-- slipway: step id=migrate if="steps.look.pending != '0'" -->
                ```bash
                false
                ```

                ### Caches

                <!-- slipway: section if=ask -->

                <!-- slipway: step id=flush -->
                ```bash
                false
                ```
                """)) {
            Played asking = slipway.play("release");
            Played played = slipway.goOn(asking.id(), new Request.Reply(ANNA, "caches", Answer.NO));

            assertThat(Story.of(played.shown().events()))
                    .containsExactly(
                            "look succeeded",
                            "migrate skipped: not: steps.look.pending != '0'",
                            "ask-caches open",
                            "ask-caches NO by anna",
                            "ask-caches succeeded",
                            "flush skipped: answered no",
                            "ended succeeded");
        }
    }
}
