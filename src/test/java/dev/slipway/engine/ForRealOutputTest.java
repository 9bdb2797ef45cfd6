package dev.slipway.engine;

import static dev.slipway.engine.SmallBooks.TWO_STEPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.ForReal.Played;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a step says: expected, secret, sensitive, or more than it may. */
class ForRealOutputTest {
    @TempDir
    Path folder;

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

    /** The token is in a file, as most are: correct-horse-battery. */
    private ForReal withToken(String body) throws Exception {
        Files.createDirectories(folder.resolve("repo"));
        Files.writeString(folder.resolve("repo/.env"), "API_TOKEN=correct-horse-battery\n");
        return ForReal.of(folder, """
                environments: {production: {dotenv: .env}}
                env: {API_TOKEN: {}}
                procedures: {release: {run: [steps]}}
                """, body);
    }

    @Test
    void a_secret_in_the_answer_of_a_typed_step_is_masked_in_every_disguise_and_is_in_no_file() throws Exception {
        try (ForReal slipway = withToken("""
                ## Steps

                ```yaml
                check.command: {run: 'printf %s "$API_TOKEN" | base64'}
                ```

                <!-- slipway: step id=state -->
                ```yaml
                migrate.status:
                  tool: custom
                  commands:
                    current: 'echo "app:$API_TOKEN@db refuses" >&2; exit 1'
                    pending: 'true'
                    apply: 'true'
                ```
                """)) {
            Played played = slipway.play("release");

            assertThat(Story.of(played.shown().events()))
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("state failed: ")
                            .contains("app:[REDACTED:API_TOKEN]@db refuses"));
            assertThat(slipway.everythingWritten())
                    .doesNotContain("correct-horse-battery", "Y29ycmVjdC1ob3JzZS1iYXR0ZXJ5");
        }
    }

    @Test
    void what_a_typed_step_says_is_withheld_when_it_is_sensitive_or_a_secret_is_too_short() throws Exception {
        Files.createDirectories(folder.resolve("repo"));
        Files.writeString(folder.resolve("repo/.env"), "PIN_KEY=4711\n");
        String says = "output withheld: the step is sensitive, or was given a secret that is too short to be masked";
        for (String env : List.of("env: {PIN_KEY: {}}", "env: {PIN_KEY: {secret: false}}")) {
            try (ForReal slipway =
                    ForReal.of(folder, """
                    environments: {production: {dotenv: .env}}
                    %s
                    procedures: {release: {run: [steps]}}
                    """.formatted(env), """
                    ## Steps

                    <!-- slipway: step id=pin %s -->
                    ```yaml
                    check.command: {run: 'echo one; echo "pin $PIN_KEY"'}
                    ```
                    """.formatted(env.contains("false") ? "sensitive" : ""))) {
                Played played = slipway.play("release");

                assertThat(Story.of(played.shown().events())).contains("pin succeeded");
                assertThat(slipway.output()).containsExactly("pin: " + says);
                assertThat(slipway.everythingWritten()).contains(says).doesNotContain("pin 4711");
            }
        }
    }

    @Test
    void what_looks_like_a_short_secret_stays_as_it_is_in_outputs_which_conditions_read() throws Exception {
        Files.createDirectories(folder.resolve("repo"));
        Files.writeString(folder.resolve("repo/.env"), "AUTH_ENABLED=true\n");
        try (ForReal slipway = ForReal.of(folder, """
                environments: {production: {dotenv: .env}}
                env: {AUTH_ENABLED: {}}
                procedures: {release: {run: [steps]}}
                """, """
                ## Steps

                <!-- slipway: step id=look -->
                ```bash
                echo "changed=true" >> "$SLIPWAY_OUTPUT"
                ```

                <!-- slipway: step id=act if="steps.look.changed == 'true'" -->
                ```bash
                echo done
                ```
                """)) {
            assertThat(Story.of(slipway.play("release").shown().events())).contains("act succeeded");
        }
    }

    @Test
    void where_output_is_withheld_nothing_can_be_expected_of_it_and_that_is_said_first() throws Exception {
        Files.createDirectories(folder.resolve("repo"));
        Files.writeString(folder.resolve("repo/.env"), "PIN_KEY=4711\n");
        try (ForReal slipway = ForReal.of(folder, """
                environments: {production: {dotenv: .env}}
                env: {PIN_KEY: {}}
                procedures: {release: {run: [steps]}}
                """, """
                ## Steps

                <!-- slipway: step id=tell -->
                ```bash
                echo ok
                ```

                <!-- slipway: expect -->
                ```text
                ok
                ```
                """)) {
            assertThatThrownBy(() -> slipway.play("release"))
                    .hasMessageContaining(
                            "PIN_KEY has fewer than 8 characters, so the output of every step is withheld and what step"
                                    + " tell expects could not be found: give it a longer value, or declare it 'secret: false'");
        }
    }

    @Test
    void a_secret_put_into_an_output_fails_the_step_and_is_written_nowhere() throws Exception {
        try (ForReal slipway = withToken("""
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
}
