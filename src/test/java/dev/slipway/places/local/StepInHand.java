package dev.slipway.places.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hands.Place.Attempt;
import dev.slipway.hands.Place.AttemptName;
import dev.slipway.hands.Place.Found;
import dev.slipway.hands.Place.Launch;
import dev.slipway.hands.Place.Shell.Dialect;
import dev.slipway.hands.Steps;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A step that runs until the test lets it go on, and the ways to kill it. */
abstract class StepInHand {
    /** Says who its supervisor is and who it is itself, and goes on when the test opens the gate. */
    static final String WAITS =
            "mkfifo gate; echo x >>effect; echo $PPID; echo $$; read -r how <gate; echo went on; echo late >&2; exit $how";

    @TempDir
    Path state;

    @TempDir
    Path directory;

    LocalPlace place;
    Steps steps;

    @BeforeEach
    void begin() {
        place = new LocalPlace(state, directory);
        steps = new Steps(place);
    }

    Launch waiting() {
        return steps.launch(Dialect.BASH, WAITS, false);
    }

    Attempt begun(Launch launch) throws InterruptedException {
        Attempt attempt = steps.begin(launch);
        steps.awaitUntil(attempt, () -> steps.lines.size() == 2);
        return attempt;
    }

    Found find(AttemptName name) throws InterruptedException {
        Steps other = new Steps(place);
        other.keptBytes = steps.keptBytes;
        return new LocalPlace(state, directory).find(name, other.capture());
    }

    long pid(int line) {
        return Long.parseLong(steps.lines.get(line).substring("out: ".length()));
    }

    void open(String word) throws IOException {
        Files.writeString(directory.resolve("gate"), word + "\n");
    }

    static void kill(long pid) throws Exception {
        signal("KILL", Long.toString(pid));
        awaitEnd(pid);
    }

    static void signal(String signal, String whom) throws Exception {
        assertThat(new ProcessBuilder("sh", "-c", "kill -s \"$1\" -- \"$2\"", "test", signal, whom)
                        .start()
                        .waitFor())
                .isZero();
    }

    static void awaitEnd(long pid) throws Exception {
        long until = System.nanoTime() + Steps.LONG.toNanos();
        while (Optional.of(pid).filter(StepInHand::lives).isPresent()) {
            assertThat(System.nanoTime()).isLessThan(until);
            Thread.onSpinWait();
        }
    }

    static boolean lives(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return false;
        }
    }
}
