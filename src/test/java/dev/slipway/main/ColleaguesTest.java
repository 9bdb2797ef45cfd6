package dev.slipway.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.ForReal;
import dev.slipway.engine.Mover;
import dev.slipway.hands.Journal.Holder;
import dev.slipway.main.Typed.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a colleague meets who has not the same secrets, or comes while another process moves the run. */
class ColleaguesTest {
    @TempDir
    Path folder;

    private Typed typed;

    @BeforeEach
    void atAKeyboard() {
        typed = new Typed(folder, "ann");
    }

    @Test
    void whoever_has_no_secrets_may_still_sign_and_end_a_run() {
        typed.with("API_TOKEN", "correct-horse-battery")
                .runbook(CommandsTest.GATED.replace(
                        "  procedures:", "  env: {API_TOKEN: {secret: true}}\n  procedures:"))
                .slipway("run", "runbook.md");
        Typed colleague = new Typed(folder, "ben");

        assertThat(colleague.slipway("sign", "last", "ready/backup").out()).startsWith("Recorded.\n");
        Said resume = colleague.slipway("resume", "last");
        assertThat(resume.exit()).isEqualTo(2);
        assertThat(resume.err()).startsWith("slipway: a declared variable is missing or wrong: ");
        Said abort = colleague.slipway("abort", "last");
        assertThat(abort.out()).contains("aborted by ben");
        assertThat(abort.exit()).isEqualTo(1);
    }

    @Test
    void a_run_whose_step_may_still_print_secrets_is_not_ended_without_them() throws Exception {
        typed.runbook(CommandsTest.GATED
                .replace("  procedures:", "  env: {API_TOKEN: {secret: true}}\n  procedures:")
                .replace("run: [ready, deploy]", "run: [deploy]")
                .replace("touch gone", "mkfifo gate; touch gone; read -r word <gate; echo $API_TOKEN"));
        String here = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        Holder dead = new Holder("ann", here, "an-earlier-start", 4711, Instant.EPOCH);
        Map<String, String> secret = Map.of("API_TOKEN", "correct-horse-battery");
        try (ForReal crashed = new ForReal(folder, folder.resolve(".slipway"), secret, dead);
                Mover left = crashed.started("release", Map.of())) {
            Thread moving = Thread.ofVirtual().start(() -> {
                try {
                    left.move(Mover.Patience.LEAVE);
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            });
            while (moving.isAlive() && !Files.exists(folder.resolve("gone"))) {
                Thread.onSpinWait();
            }

            Said abort = new Typed(folder, "ben").slipway("abort", "last");
            Files.writeString(folder.resolve("gate"), "on\n");
            moving.join();

            assertThat(abort.exit()).isEqualTo(2);
            assertThat(abort.err()).startsWith("slipway: a declared variable is missing or wrong: ");
        }
    }

    @Test
    void what_is_given_ahead_is_refused_when_another_process_moves_the_run_and_would_not_keep_it() throws Exception {
        typed.runbook(CommandsTest.GATED
                .replace("run: [ready, deploy]", "run: [deploy, ready]")
                .replace("touch gone", "mkfifo gate; touch gone; read -r word <gate"));
        Thread running = Thread.ofVirtual().start(() -> typed.slipway("run", "runbook.md"));
        while (running.isAlive() && !Files.exists(folder.resolve("gone"))) {
            Thread.onSpinWait();
        }

        Said resume = new Typed(folder, "ben").slipway("resume", "last", "--sign", "ready/backup");
        Said taking = new Typed(folder, "ben").slipway("resume", "last", "--take-over");
        Files.writeString(folder.resolve("gate"), "on\n");
        running.join();

        assertThat(resume.exit()).isEqualTo(2);
        assertThat(resume.err()).isEqualTo("""
                slipway: --sign ready/backup is for a question that is not open yet
                   Another process moves the run and keeps nothing for later: give it when it is asked.
                """);
        assertThat(taking.exit()).isEqualTo(5);
        assertThat(taking.err()).contains(" is moved by ann on ", "which is alive");
    }
}
