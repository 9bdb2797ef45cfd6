package dev.slipway.places.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Secret;
import dev.slipway.hands.Place.Attempt;
import dev.slipway.hands.Place.Exit;
import dev.slipway.hands.Place.Found;
import dev.slipway.hands.Place.Launch;
import dev.slipway.hands.Place.Shell.Dialect;
import dev.slipway.hands.Steps;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the machine shows while a step runs: its disk and its processes. */
class LocalFromOutsideTest extends StepInHand {
    @Test
    void an_endless_printer_fills_no_disk_and_the_next_process_goes_on_with_its_log() throws Exception {
        steps.keptBytes = 2_000_000;
        Launch launch = steps.launch(
                Dialect.BASH,
                "echo first; head -c 150000000 /dev/zero | tr '\\0' x; echo; mkfifo gate; echo ready >&2; read -r x <gate; echo last",
                false);
        Attempt attempt = steps.begin(launch);
        steps.awaitUntil(attempt, () -> steps.lines.contains("err: ready"));
        attempt.await(Duration.ofMillis(1));
        Path raw = new AttemptFiles(state, launch.attempt()).file("stdout");
        assertThat(blocks(raw)).isLessThan(70L << 11);
        Found.Running found = (Found.Running) find(launch.attempt());
        open("");
        Exit exit = found.attempt().await(Steps.LONG).orElseThrow();
        assertThat(exit.stdout().bytes()).isEqualTo(6 + 150_000_000 + 1 + 5);
        assertThat(exit.stdout().text()).startsWith("first\nxxx").hasSize(1_000_000);
        String log = Files.readString(state.resolve(exit.stdout().file()));
        assertThat(log).startsWith("first\nxxx").contains(" bytes not kept …\n").endsWith("\nlast\n");
        assertThat(log.length()).isLessThan(2_000_100);
    }

    /** Of 512 bytes. */
    private static long blocks(Path file) throws Exception {
        Process stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
        return Long.parseLong(new String(stat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip());
    }

    @Test
    void no_secret_is_in_the_words_of_any_process() throws Exception {
        steps.inSession().secrets.add(new Secret("DB_PASSWORD", "never-in-any-argv"));
        Attempt attempt = begun(waiting());
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes
                    .filter(p -> p.getFileName().toString().matches("\\d+"))
                    .toList()) {
                assertThat(words(process)).doesNotContain("never-in-any-argv");
            }
        }
        open("0");
        attempt.await(Steps.LONG);
    }

    private static String words(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // ended meanwhile
        }
    }
}
