package dev.slipway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.ForReal.Played;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What steps of one session leave to each other, and what an undo finds. */
class ForRealSessionTest {
    @TempDir
    Path folder;

    @Test
    void variables_functions_and_outputs_carry_over_from_step_to_step() throws Exception {
        try (ForReal slipway = ForReal.of(folder, """
                ## Steps

                <!-- slipway: step id=one -->
                ```bash
                colour=blue
                export SHADE=dark
                shout() { echo "$1, loudly"; }
                echo "file=a b.tar" >> "$SLIPWAY_OUTPUT"
                ```

                <!-- slipway: step id=two -->
                ```bash
                shout "$SHADE $colour $ONE_FILE"
                bash -c 'echo "exported: $SHADE, not: ${colour-nothing}"'
                ```
                """)) {
            Played played = slipway.play("release");

            assertThat(Story.of(played.shown().events()))
                    .containsExactly("one succeeded", "two succeeded", "ended succeeded");
            assertThat(slipway.output())
                    .containsExactly("two: dark blue a b.tar, loudly", "two: exported: dark, not: nothing");
        }
    }

    @Test
    void the_directory_carries_over_below_one_heading_and_is_the_places_own_at_the_next() throws Exception {
        try (ForReal slipway = ForReal.of(folder, """
                ## Steps

                <!-- slipway: step id=one -->
                ```bash
                mkdir -p deep
                cd deep
                ```

                <!-- slipway: step id=two -->
                ```bash
                pwd
                ```

                ### Elsewhere

                <!-- slipway: step id=three -->
                ```bash
                pwd
                ```
                """)) {
            slipway.play("release");

            String repo = slipway.directory().toRealPath().toString();
            assertThat(slipway.output()).containsExactly("two: " + repo + "/deep", "three: " + repo);
        }
    }

    @Test
    void what_a_failed_step_did_to_the_session_is_forgotten_by_its_retry() throws Exception {
        try (ForReal slipway = ForReal.of(folder, """
                ## Steps

                <!-- slipway: step id=one -->
                ```bash
                count=0
                ```

                <!-- slipway: step id=two repeatable retries=1 -->
                ```bash
                count=$((count + 1))
                echo "count=$count" >> "$SLIPWAY_OUTPUT"
                [ -e again ] || { touch again; false; }
                ```

                <!-- slipway: step id=three -->
                ```bash
                echo "$count $TWO_COUNT"
                ```
                """)) {
            Played played = slipway.play("release");

            assertThat(Story.of(played.shown().events()))
                    .containsExactly(
                            "one succeeded",
                            "two failed: exit status 1",
                            "two succeeded",
                            "three succeeded",
                            "ended succeeded");
            assertThat(slipway.output()).containsExactly("three: 1 1");
        }
    }

    @Test
    void an_undo_starts_from_the_session_before_its_step() throws Exception {
        try (ForReal slipway = ForReal.of(folder, """
                ## Steps

                <!-- slipway: step id=one -->
                ```bash
                colour=blue
                ```

                <!-- slipway: step id=two -->
                ```bash
                colour=red
                ```

                <!-- slipway: undo of=two -->
                ```bash
                echo "back to $colour"
                ```

                <!-- slipway: step id=three -->
                ```bash
                false
                ```
                """)) {
            Played played = slipway.play("release");

            assertThat(Story.of(played.shown().events()))
                    .endsWith(
                            "three left as is",
                            "two undone",
                            "one left as is",
                            "ended undone-after-failure: three: exit status 1");
            assertThat(slipway.output()).containsExactly("two: back to blue");
        }
    }
}
