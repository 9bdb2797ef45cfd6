package dev.slipway.places.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hands.Place;
import dev.slipway.hands.PlaceContract;
import dev.slipway.hands.Steps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that a place promises holds for supervisors that the C library starts as well. */
class LocalSpawnTest extends PlaceContract {
    private static final Optional<Spawn> SPAWN = Spawn.link();

    @TempDir
    Path there;

    @Override
    protected Place place(Path state, Path directory) {
        return new LocalPlace(state, directory, SPAWN);
    }

    @Test
    void it_is_there_on_the_machines_that_run_these_tests() {
        assertThat(SPAWN).isPresent();
    }

    @Test
    void a_step_inherits_nothing_but_its_own_outputs_and_hears_every_signal() throws Exception {
        Steps steps = new Steps(new LocalPlace(there, there, SPAWN));
        // ls itself holds the folder that it lists.
        assertThat(steps.bash(
                                "ls /proc/self/fd; grep SigBlk /proc/self/status; ps -o sid= -p $$ | tr -d ' '; echo $PPID")
                        .stdout()
                        .text())
                .matches("0\n1\n2\n3\nSigBlk:\t0{16}\n(\\d+)\n\\1\n");
    }

    @Test
    void no_ended_supervisor_and_no_open_pipe_is_left() throws Exception {
        Steps steps = new Steps(new LocalPlace(there, there, SPAWN));
        steps.bash(":");
        long before = descriptors();
        for (int i = 0; i < 10; i++) {
            steps.bash(":");
        }
        assertThat(descriptors()).isLessThan(before + 10);
        assertThat(ProcessHandle.current().children().filter(this::isSupervisor))
                .isEmpty();
    }

    private static long descriptors() throws Exception {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    private boolean isSupervisor(ProcessHandle child) {
        return child.info()
                .commandLine()
                .orElse("")
                .contains(there.resolve("lib").toString());
    }

    @Test
    void a_value_that_is_not_text_here_is_left_to_java_which_keeps_its_bytes() throws Exception {
        Steps steps = new Steps(new LocalPlace(there, there, SPAWN));
        steps.plain.put("ODD", "a\uFFFDb");
        assertThat(steps.bash("printf %s \"$ODD\"").stdout().text()).isEqualTo("a\uFFFDb");
    }
}
