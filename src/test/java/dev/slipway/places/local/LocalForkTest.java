package dev.slipway.places.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hands.Place.Attempt;
import dev.slipway.hands.Place.AttemptName;
import dev.slipway.hands.Place.Beginning;
import dev.slipway.hands.Place.Exit;
import dev.slipway.hands.Place.Found;
import dev.slipway.hands.Place.Launch;
import dev.slipway.hands.Place.Shell.Dialect;
import dev.slipway.hands.Place.Signal;
import dev.slipway.hands.Steps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Steps whose shell is a fork of their supervisor: what holds of all supervisors holds of these, whoever is killed. */
class LocalForkTest extends StepInHand {
    /** The supervisor, the step's shell, and itself. */
    private static final String PROGRAM =
            "#!/bin/bash\nmkfifo gate; echo x >>effect; ps -o ppid= -p $PPID | tr -d ' '; "
                    + "echo $PPID; echo $$; read -r -t 60 how <>gate; exit \"$how\"\n";

    @BeforeEach
    void program() throws Exception {
        place = new LocalPlace(state, directory, Spawn.link());
        steps = new Steps(place).inSession();
        executable("program", PROGRAM);
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        if (steps.lines.size() == 3 && lives(pid(2))) {
            signal("KILL", Long.toString(pid(2)));
        }
    }

    private void executable(String name, String text) throws Exception {
        Path file = Files.createDirectories(directory.resolve(name).getParent()).resolve(directory.resolve(name));
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Override
    Launch waiting() {
        return steps.launch(Dialect.BASH, "# It waits\n./program", false);
    }

    @Override
    Attempt begun(Launch launch) throws InterruptedException {
        Attempt attempt = steps.begin(launch);
        steps.awaitUntil(attempt, () -> steps.lines.size() == 3);
        return attempt;
    }

    @Test
    void bash_is_started_once_for_both() throws Exception {
        Attempt attempt = begun(waiting());
        assertThat(words(pid(0))).startsWith("/usr/bin/bash").contains("/fork.bash");
        assertThat(words(pid(1))).isEqualTo(words(pid(0)));
        open("0");
        assertThat(attempt.await(Steps.LONG).orElseThrow().status()).contains(0);
    }

    private static String words(long pid) throws Exception {
        return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
    }

    @Test
    void the_status_is_the_steps() throws Exception {
        Attempt attempt = begun(waiting());
        for (String signal : List.of("TERM", "INT", "HUP")) {
            signal(signal, Long.toString(pid(0)));
        }
        open("7");
        assertThat(attempt.await(Steps.LONG).orElseThrow().status()).contains(7);
    }

    @Test
    void a_killed_step_has_the_status_of_the_signal() throws Exception {
        Launch launch = waiting();
        Attempt attempt = begun(launch);
        kill(pid(1));
        assertThat(attempt.await(Steps.LONG).orElseThrow().status()).contains(137);
        assertThat(find(launch.attempt())).isInstanceOf(Found.Ended.class);
    }

    @Test
    void one_whose_supervisor_was_killed_is_gone_and_can_be_cleared() throws Exception {
        Launch launch = waiting();
        Attempt attempt = begun(launch);
        kill(pid(0));
        assertThat(attempt.await(Steps.LONG).orElseThrow().status()).isEmpty();
        String why = "its supervisor, process " + pid(0) + ", is gone and left no exit status";
        assertThat(find(launch.attempt()))
                .isEqualTo(
                        new Found.Gone(why, Stream.of(pid(1), pid(2)).sorted().toList()));
        place.clear(launch.attempt());
        assertThat(lives(pid(1)) || lives(pid(2))).isFalse();
        assertThat(find(launch.attempt())).isEqualTo(new Found.Gone(why, List.of()));
    }

    @Test
    void a_supervisor_that_is_killed_at_once_has_begun_nothing() throws Exception {
        Path script = Scripts.install(state).fork();
        Files.writeString(script, "kill -KILL $$\n" + Files.readString(script));
        Launch launch = steps.launch(Dialect.BASH, "touch effect", false);
        assertThat(place.begin(launch)).isEqualTo(new Beginning.Killed());
        assertThat(find(launch.attempt())).isEqualTo(new Found.Never());
        assertThat(directory.resolve("effect")).doesNotExist();
    }

    @Test
    void a_supervisor_that_wakes_up_too_late_runs_nothing() throws Exception {
        AttemptFiles files = new AttemptFiles(state, steps.nextName());
        files.make("touch effect\n");
        assertThat(find(files.name())).isEqualTo(new Found.Never());
        Process late = new ProcessBuilder(
                        "setsid",
                        "bash",
                        Scripts.install(state).fork().toString(),
                        files.prefix().toString(),
                        Proc.boot(),
                        files.file("step.sh").toString(),
                        "",
                        "")
                .directory(directory.toFile())
                .start();
        assertThat(late.waitFor()).isNotZero();
        assertThat(directory.resolve("effect")).doesNotExist();
    }

    @Test
    void it_is_found_and_stopped_by_another_process() throws Exception {
        Launch launch = waiting();
        begun(launch);
        Found.Running found = (Found.Running) find(launch.attempt());
        found.attempt().signal(Signal.TERM);
        assertThat(found.attempt().await(Steps.LONG).orElseThrow().status()).contains(143);
    }

    @Test
    void a_group_that_is_killed_leaves_doubt() throws Exception {
        Launch launch = waiting();
        begun(launch);
        signal("KILL", "-" + pid(0));
        awaitEnd(pid(0));
        awaitEnd(pid(2));
        assertThat(find(launch.attempt()))
                .isInstanceOfSatisfying(
                        Found.Gone.class, gone -> assertThat(gone.alive()).isEmpty());
    }

    /** What bash says names the same script, whose last line the step does not see. */
    @Test
    void it_says_and_does_what_any_shell_of_a_step_does() throws Exception {
        Exit exit = steps.bash("umask_is_no_program\n");
        assertThat(exit.status()).contains(127);
        assertThat(exit.stderr().text())
                .isEqualTo(state + "/runs/r00001/attempts/step.forward.1.step.sh: line 1: "
                        + "umask_is_no_program: command not found\n");
        assertThat(steps.bash("echo \"$NOWHERE\"").stderr().text())
                .endsWith(".step.sh: line 1: NOWHERE: unbound variable\n");
        assertThat(steps.bash("false | true").status()).contains(1);
        assertThat(steps.bash("env").stdout().text().lines().filter(line -> line.contains("slipway_")))
                .isEmpty();
        String ignored = "grep SigIgn /proc/self/status";
        assertThat(steps.bash(ignored).stdout().text())
                .isEqualTo(steps.sh(ignored).stdout().text());
        // ls itself holds the folder that it lists.
        assertThat(steps.bash("ls /proc/self/fd").stdout().text()).isEqualTo("0\n1\n2\n3\n");
        steps.bash("touch made");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("made"))))
                .isEqualTo("rw-r--r--");
    }

    @Test
    void its_state_is_its_script_by_another_name() throws Exception {
        steps.bash("X=1");
        steps.bash("/bin/true");
        Path state2 = state.resolve("runs/r00001/sessions/state-2.script");
        assertThat(state2).doesNotExist(); // it may stand in another directory
        steps.run(steps.launch(Dialect.BASH, "/bin/true", true));
        steps.run(steps.launch(Dialect.BASH, "# from elsewhere", true));
        AttemptFiles third = new AttemptFiles(state, new AttemptName("r00001", "step", "forward", 3));
        assertThat(Files.isSameFile(state2.resolveSibling("state-3.script"), third.file("step.sh")))
                .isTrue();
        assertThat(third.file("step.sh")).content().isEqualTo("/bin/true\n# from state-2\n");
        assertThat(steps.bash("echo $X").stdout().text()).isEqualTo("1\n");
    }

    @Test
    void a_bash_that_somebody_put_first_runs_the_step_and_supervises_nothing() throws Exception {
        executable("bin/bash", "#!/bin/sh\necho mine >>seen\nexec /bin/bash \"$@\"\n");
        steps.plain.putAll(Map.of("PATH", directory.resolve("bin") + ":/usr/bin:/bin"));
        assertThat(steps.bash("ps -o args= -p $PPID").status()).contains(0);
        assertThat(steps.bash("true").status()).contains(0);
        assertThat(directory.resolve("seen")).content().isEqualTo("mine\nmine\n");
    }
}
