package dev.slipway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Operator;
import dev.slipway.engine.Desk.Attendance;
import dev.slipway.engine.ForReal.Played;
import dev.slipway.hands.Journal.Holder;
import dev.slipway.hands.Journal.Verification;
import dev.slipway.operations.Request;
import dev.slipway.operations.Ruling;
import dev.slipway.run.Event;
import dev.slipway.run.Event.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the format promises, by the engine that ships, on the machine itself. */
class ForRealTest {
    private static final Operator ANNA = new Operator("anna");
    private static final Operator BEN = new Operator("ben");

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
            assertThat(ProcessHandle.of(child).filter(ForRealTest::lives)).isEmpty();
        }
    }

    /** A zombie that init has not collected yet has no command any more. */
    private static boolean lives(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    @Test
    void what_a_sensitive_step_says_is_neither_shown_nor_kept() throws Exception {
        try (ForReal slipway = ForReal.of(folder, """
                ## Steps

                <!-- slipway: step id=quiet sensitive -->
                ```bash
                word=grand
                echo "the ${word}mother's recipe"
                ```
                """)) {
            Played played = slipway.play("release");

            assertThat(played.stop()).isEqualTo(Mover.Stop.OVER);
            assertThat(slipway.output().toString()).doesNotContain("grandmother");
            assertThat(slipway.everythingWritten()).doesNotContain("grandmother");
        }
    }

    @Test
    void an_expectation_that_is_not_met_fails_the_step() throws Exception {
        try (ForReal slipway = ForReal.of(folder, """
                ## Steps

                <!-- slipway: step id=version -->
                ```bash
                printf 'name shop\\nversion 1\\n'
                ```

                <!-- slipway: expect -->
                ```text
                name ...
                ...
                version 2
                ```
                """)) {
            Played played = slipway.play("release");

            assertThat(Story.of(played.shown().events()))
                    .startsWith("version failed: the expected line 'version 2' is not in its output");
        }
    }

    @Test
    void a_secret_is_masked_in_output_logs_and_record_and_is_in_no_file() throws Exception {
        Files.createDirectories(folder.resolve("repo"));
        Files.writeString(folder.resolve("repo/.env"), "API_TOKEN=correct-horse-battery\nPLAIN_NAME=shop\n");
        try (ForReal slipway = ForReal.of(folder, """
                environments: {production: {dotenv: .env}}
                env: {API_TOKEN: {}, PLAIN_NAME: {}}
                procedures: {release: {run: [steps]}}
                """, """
                ## Steps

                <!-- slipway: step id=tell -->
                ```bash
                echo "$PLAIN_NAME says $API_TOKEN"
                printf '%s' "$API_TOKEN" | base64
                saved=$API_TOKEN
                ```

                <!-- slipway: step id=check -->
                ```bash
                [ "$API_TOKEN" = correct-horse-"battery" ]
                ```

                ```yaml
                record.note: {text: 'the name is ${env.PLAIN_NAME}'}
                ```
                """)) {
            Played played = slipway.play("release");

            assertThat(Story.of(played.shown().events())).contains("check succeeded", "ended succeeded");
            assertThat(slipway.output()).contains("tell: shop says [REDACTED:API_TOKEN]", "tell: [REDACTED:API_TOKEN]");
            assertThat(slipway.everythingWritten())
                    .contains("shop says [REDACTED:API_TOKEN]")
                    .doesNotContain("correct-horse-battery", "Y29ycmVjdC1ob3JzZS1iYXR0ZXJ5");
        }
    }

    @Test
    void a_secret_put_into_an_output_fails_the_step_and_is_written_nowhere() throws Exception {
        Files.createDirectories(folder.resolve("repo"));
        Files.writeString(folder.resolve("repo/.env"), "API_TOKEN=correct-horse-battery\n");
        try (ForReal slipway = ForReal.of(folder, """
                environments: {production: {dotenv: .env}}
                env: {API_TOKEN: {}}
                procedures: {release: {run: [steps]}}
                """, """
                ## Steps

                <!-- slipway: step id=tell -->
                ```bash
                echo "token=$API_TOKEN" >> "$SLIPWAY_OUTPUT"
                ```
                """)) {
            Played played = slipway.play("release");

            assertThat(Story.of(played.shown().events()).getFirst())
                    .isEqualTo(
                            "tell failed: its outputs cannot be read: line 1 of SLIPWAY_OUTPUT puts a secret into token, "
                                    + "[REDACTED:API_TOKEN]; outputs are recorded, so they hold no secrets");
            assertThat(slipway.everythingWritten()).doesNotContain("correct-horse-battery");
        }
    }

    @Test
    void a_missing_variable_is_said_before_the_first_step_and_no_run_is_begun() throws Exception {
        try (ForReal slipway = ForReal.of(folder, """
                env: {SHOP_KEY_NOBODY_SET: {secret: true}}
                procedures: {release: {run: [steps]}}
                """, """
                ## Steps

                ```bash
                echo "$SHOP_KEY_NOBODY_SET"
                ```
                """)) {
            Desk.Start start = slipway.begin("release", Map.of());

            assertThat(start)
                    .isEqualTo(new Desk.Start.Unfit(
                            List.of("SHOP_KEY_NOBODY_SET is not set (looked in the environment)")));
            assertThat(slipway.desk().runs(10)).isEmpty();
        }
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
                    .endsWith("paused: tell: exit status 1 after 0 s; past the point of no return publish");
            assertThat(slipway.desk().ask(paused.id(), new Request.RollBack(ANNA, "")))
                    .isInstanceOf(Ruling.Refused.class);

            Files.createFile(slipway.directory().resolve("mended"));
            Played played = slipway.goOn(paused.id(), new Request.Retry(ANNA, "tell"));

            assertThat(Story.of(played.shown().events()))
                    .endsWith("tell retried by anna", "tell succeeded", "ended succeeded");
        }
    }

    private static final String PAUSES = """
            procedures: {release: {run: [steps], on-failure: pause}}
            """;

    private static final String TWO_STEPS = """
            ## Steps

            <!-- slipway: step id=first -->
            ```bash
            touch first
            ```

            <!-- slipway: undo of=first -->
            ```bash
            rm first
            ```

            <!-- slipway: step id=second -->
            ```bash
            [ -e mended ]
            ```
            """;

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

    @Test
    void a_run_keeps_no_sessions_or_scripts_when_it_is_over_and_keeps_its_logs() throws Exception {
        try (ForReal slipway = ForReal.of(folder, TWO_STEPS.replace("[ -e mended ]", "echo hello"))) {
            Played played = slipway.play("release");

            Path run = slipway.desk().state().run(played.id());
            try (var files = Files.walk(run)) {
                assertThat(files.filter(Files::isRegularFile)
                                .map(f -> run.relativize(f).toString()))
                        .allMatch(name -> name.startsWith("logs/"))
                        .contains("logs/second.forward.1.out");
            }
        }
    }

    @Test
    void a_second_run_of_the_same_service_is_refused_while_the_first_waits() throws Exception {
        try (ForReal slipway = ForReal.of(folder, PAUSES, TWO_STEPS)) {
            Played paused = slipway.play("release");

            assertThat(slipway.begin("release", Map.of()))
                    .isInstanceOfSatisfying(
                            Desk.Start.Locked.class,
                            locked -> assertThat(locked.by().run().id()).isEqualTo(paused.id()));

            slipway.goOn(paused.id(), new Request.Abort(ANNA, ""));
            assertThat(slipway.begin("release", Map.of())).isInstanceOf(Desk.Start.Begun.class);
        }
    }

    @Test
    void a_run_whose_holder_lives_is_not_taken_from_it() throws Exception {
        try (ForReal slipway = ForReal.of(folder, TWO_STEPS);
                ForReal second = slipway.another(new Holder("ben", "here", "boot-1", 1, Instant.EPOCH))) {
            try (Mover mover = slipway.started("release", Map.of())) {
                assertThat(second.desk().take(mover.id(), Attendance.UNATTENDED, Lookout.none()))
                        .isInstanceOfSatisfying(
                                Desk.Take.Held.class,
                                held -> assertThat(held.alive()).isEqualTo(new Liveness.Alive()));
            }
            assertThat(second.desk()
                            .take(slipway.desk().runs(1).getFirst().id(), Attendance.UNATTENDED, Lookout.none()))
                    .isInstanceOf(Desk.Take.Taken.class);
        }
    }

    @Test
    void a_run_whose_holder_is_dead_is_taken_over_and_the_dead_can_write_no_more() throws Exception {
        Holder dead = new Holder("ben", "here", "boot-0", 4711, Instant.EPOCH);
        try (ForReal slipway = ForReal.of(folder, TWO_STEPS.replace("[ -e mended ]", "true"));
                ForReal crashed = slipway.another(dead)) {
            Mover left = crashed.started("release", Map.of());

            Played played = slipway.goOn(left.id());

            assertThat(Story.of(played.shown().events())).endsWith("second succeeded", "ended succeeded");
            assertThat(left.move(Mover.Patience.LEAVE)).isEqualTo(Mover.Stop.LOST);
        }
    }

    @Test
    void a_holder_on_another_host_is_never_taken_for_dead() throws Exception {
        Holder far = new Holder("ben", "far-away", "boot-7", 4711, Instant.EPOCH);
        try (ForReal slipway = ForReal.of(folder, TWO_STEPS);
                ForReal other = slipway.another(far);
                Mover mover = other.started("release", Map.of())) {
            assertThat(slipway.desk().take(mover.id(), Attendance.UNATTENDED, Lookout.none()))
                    .isInstanceOfSatisfying(
                            Desk.Take.Held.class,
                            held -> assertThat(held.alive()).isEqualTo(new Liveness.Elsewhere("far-away")));
        }
    }

    @Test
    void the_record_of_a_run_verifies() throws Exception {
        try (ForReal slipway = ForReal.of(folder, TWO_STEPS)) {
            Played played = slipway.play("release");

            assertThat(slipway.desk().verify(played.id())).isInstanceOf(Verification.Sound.class);
            assertThat(played.shown().events().getLast().event()).isInstanceOf(Event.RunEnded.class);
        }
    }
}
