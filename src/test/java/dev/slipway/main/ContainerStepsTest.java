package dev.slipway.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hands.Box;
import dev.slipway.hands.Engine;
import dev.slipway.main.Typed.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs whose steps are in the services of a Compose project. */
@Tag("real")
class ContainerStepsTest {
    @TempDir
    private Path temporary;

    private Path folder;
    private String project;

    @BeforeEach
    void project() throws Exception {
        project = Engine.unique("steps");
        folder = Files.createDirectory(temporary.resolve(project));
        Files.writeString(
                folder.resolve("docker-compose.yml"),
                "version: '3'\nservices:\n  db:\n    image: " + Box.shells()
                        + "\n    command: [sleep, '3600']\n    stop_grace_period: 0s\n");
    }

    @AfterEach
    void remove() {
        Engine.said(
                "docker-compose",
                "--project-directory",
                folder.toString(),
                "-f",
                folder + "/docker-compose.yml",
                "down");
    }

    private Typed typed() {
        return new Typed(folder, "anna").with("DB_PASSWORD", "never in any argv");
    }

    private Typed runbook(String places, String steps) {
        return typed().runbook("---\ntitle: Shop\nslipway:\n  version: 1\n  service: shop\n  places: " + places
                + "\n  env: {DB_PASSWORD: {from: env, secret: true}}\n  procedures: {release: {run: [steps]}}\n---\n\n## Steps\n\n"
                + steps);
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker compose", "docker-compose"})
    void steps_run_in_the_service_that_an_earlier_step_has_started_and_share_a_session_there(String compose)
            throws Exception {
        Said said =
                runbook("{db: {compose: db}}", """
                ```bash
                COMPOSE up -d db 2>/dev/null
                X=here
                ```

                <!-- slipway: step id=dump on=db -->
                ```bash
                test -f /.dockerenv
                X=there
                echo "in $SLIPWAY_STEP with ${#DB_PASSWORD}: $DB_PASSWORD"
                echo file=/tmp/a.dump >>"$SLIPWAY_OUTPUT"
                ```

                ```bash
                echo "$X $DUMP_FILE"
                ```

                <!-- slipway: step on=db -->
                ```sh
                echo "$X $DUMP_FILE"
                ```

                <!-- slipway: step on=db -->
                ```yaml
                check.command: {run: 'test -f /.dockerenv && echo inside', expect: inside}
                ```
                """.replace("COMPOSE", compose)).slipway("run", "runbook.md");
        assertThat(said.exit()).as(said.out() + said.err()).isZero();
        assertThat(said.out())
                .contains("in dump with 17: [REDACTED:DB_PASSWORD]", "here /tmp/a.dump", "there /tmp/a.dump")
                .doesNotContain("never in any argv");
        assertThat(typed().slipway("plan", "runbook.md").out()).contains("at db");
    }

    @Test
    void what_would_be_the_first_step_is_not_begun_where_nothing_can_run() throws Exception {
        Typed typed = runbook("{db: {compose: db}}", """
                <!-- slipway: step on=db -->
                ```bash
                echo never
                ```
                """);
        Said said = typed.slipway("run", "runbook.md");
        assertThat(said.err()).isEqualTo("""
                        slipway: this cannot begin: db: there is no container of the service 'db' of the Compose project 'PROJECT': nothing of this \
                        project is there; start it with docker compose up -d, or name another by project: in the place
                           Nothing has been run.
                        """.replace("PROJECT", project));
    }

    @Test
    void a_backup_command_in_a_service_is_taken_back_in_that_service() throws Exception {
        Engine.said(
                "docker-compose",
                "--project-directory",
                folder.toString(),
                "-f",
                folder + "/docker-compose.yml",
                "up",
                "-d");
        Said said = runbook("{db: {compose: db, dir: /tmp}}", """
                <!-- slipway: section on=db -->

                ```bash
                echo begun >made
                ```

                <!-- slipway: undo -->
                ```bash
                rm made
                echo taken back in "$PWD"
                ```

                ```bash
                cat made
                exit 7
                ```
                """).slipway("run", "runbook.md");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out()).contains("begun", "taken back in /tmp");
    }

    @Test
    void a_run_that_is_killed_while_its_step_is_in_a_container_is_resumed_and_begins_nothing_twice() throws Exception {
        try (Box box = Box.of(Box.shells())) {
            runbook(
                    "{box: {container: BOX, dir: DIR}}"
                            .replace("BOX", box.name())
                            .replace("DIR", folder.toString()),
                    """
                    <!-- slipway: step id=work on=box -->
                    ```bash
                    mkfifo gate
                    echo x >>effect
                    read -r word <gate
                    echo "heard $word"
                    ```

                    <!-- slipway: step on=box -->
                    ```bash
                    echo "after $word"
                    ```
                    """);
            Process slipway = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Forked.class.getName(),
                            folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("said").toFile())
                    .start();
            long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (!Files.exists(folder.resolve("effect"))) {
                assertThat(slipway.isAlive() && System.nanoTime() < until)
                        .as(Files.readString(folder.resolve("said")))
                        .isTrue();
                slipway.waitFor(20, TimeUnit.MILLISECONDS);
            }
            slipway.destroyForcibly().waitFor();
            Files.writeString(folder.resolve("gate"), "well\n");
            Said said = typed().slipway("resume", "last");
            assertThat(said.exit()).as(said.out() + said.err()).isZero();
            assertThat(said.out()).contains("heard well", "after well");
            assertThat(folder.resolve("effect")).content().isEqualTo("x\n");
        }
    }

    static final class Forked {
        public static void main(String[] words) {
            new Typed(Path.of(words[0]), "anna")
                    .with("DB_PASSWORD", "never in any argv")
                    .slipway("run", "runbook.md");
        }
    }
}
