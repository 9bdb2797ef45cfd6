package dev.slipway.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live view as a person has it: a real terminal, real keys, real Ctrl-C. */
@Tag("real")
class LiveViewTest {
    private static final String RUNBOOK = """
            ---
            title: Shop
            slipway:
              version: 1
              service: shop
              procedures:
                release: {run: [ready, deploy]}
                broken: {run: [break]}
            ---

            # Shop

            ## Ready

            <!-- slipway: gate -->
            - **Backup** is there

            ## Deploy

            <!-- slipway: step id=long -->
            ```bash
            # Until somebody says so
            echo waiting for the word
            until [ -e word ]; do sleep 0.1; done
            ```

            <!-- slipway: step id=last -->
            ```bash
            # The last one
            touch done
            ```

            ## Break

            ```bash
            # Fails
            false
            ```
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void terminal() throws Exception {
        Files.writeString(folder.resolve("runbook.md"), RUNBOOK);
        List<String> slipway = List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.slipway.main.Main");
        Files.writeString(folder.resolve("slipway"), "exec '" + String.join("' '", slipway) + "' \"$@\"\n");
        tmux("new-session", "-d", "-s", "test", "-x", "80", "-y", "24", "-c", folder.toString(), "sh");
        keys("PS1='$ '; clear", "Enter");
    }

    @AfterEach
    void away() throws Exception {
        Files.writeString(folder.resolve("word"), "");
        tmux("kill-server");
    }

    @Test
    void keys_answer_a_gate_a_resize_redraws_and_ctrl_c_pauses_after_the_step() throws Exception {
        keys("sh slipway run runbook.md; echo exit $?", "Enter");
        await(screen -> screen.contains("y yes · n no · l later"));

        keys("y");
        await(screen -> screen.contains("Evidence"));
        keys("seen", "Enter");
        await(screen -> screen.contains("waiting for the word"));
        tmux("resize-window", "-t", "test", "-x", "40", "-y", "20");
        await(screen -> screen.lines().findFirst().orElse("").length() <= 40
                && screen.startsWith("Shop → default")
                && screen.contains("slipway rollback"));

        keys("C-c");
        await(screen -> screen.contains("Pausing after this step"));
        Files.writeString(folder.resolve("word"), "");
        String end = await(screen -> screen.contains("exit 130"));
        assertThat(end).contains("Go on: slipway resume");
        assertThat(folder.resolve("done")).doesNotExist();

        keys("clear; sh slipway resume last; echo exit $?", "Enter");
        await(screen -> screen.contains("exit 0"));
        assertThat(folder.resolve("done")).exists();
    }

    @Test
    void a_gate_that_is_left_for_later_keeps_the_run_waiting() throws Exception {
        keys("sh slipway run runbook.md; echo exit $?", "Enter");
        await(screen -> screen.contains("l later"));

        keys("l");

        assertThat(await(screen -> screen.contains("exit 3"))).contains("ready/backup");
    }

    @Test
    void a_failed_step_asks_whoever_is_there_and_nobody_when_told_so() throws Exception {
        keys("sh slipway run runbook.md broken; echo exit $?", "Enter");
        await(screen -> screen.contains("r try again"));
        keys("u");
        await(screen -> screen.contains("exit 1"));

        keys("clear; sh slipway run runbook.md broken --unattended; echo exit $?", "Enter");
        assertThat(await(screen -> screen.contains("exit 1"))).contains("failed and was taken back");
    }

    private void keys(String... keys) throws Exception {
        List<String> words = new ArrayList<>(List.of("send-keys", "-t", "test"));
        words.addAll(List.of(keys));
        tmux(words.toArray(String[]::new));
    }

    /** What stands on the screen once it is as wanted. */
    private String await(Predicate<String> wanted) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        String screen = "";
        while (System.nanoTime() < until) {
            screen = tmux("capture-pane", "-p", "-t", "test");
            if (wanted.test(screen)) {
                return screen;
            }
        }
        throw new AssertionError("the screen never became as wanted:\n" + screen);
    }

    private String tmux(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(
                "tmux", "-f", "/dev/null", "-S", folder.resolve("socket").toString()));
        all.addAll(List.of(words));
        Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
