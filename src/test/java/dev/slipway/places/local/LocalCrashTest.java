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
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Slipway, the supervisor and the step are killed, at every stage; then somebody looks. */
class LocalCrashTest extends StepInHand {
    @Test
    void a_killed_step_has_the_status_of_the_signal() throws Exception {
        Launch launch = waiting();
        Attempt attempt = begun(launch);
        kill(pid(1));
        assertThat(attempt.await(Steps.LONG).orElseThrow().status()).contains(137);
        assertThat(find(launch.attempt())).isInstanceOf(Found.Ended.class);
    }

    @Test
    void a_step_whose_supervisor_was_killed_is_gone_and_its_processes_are_told_and_can_be_cleared() throws Exception {
        Launch launch = waiting();
        Attempt attempt = begun(launch);
        kill(pid(0));
        assertThat(attempt.await(Steps.LONG).orElseThrow().status()).isEmpty();
        assertThat(find(launch.attempt()))
                .isEqualTo(new Found.Gone(
                        "its supervisor, process " + pid(0) + ", is gone and left no exit status", List.of(pid(1))));
        place.clear(launch.attempt());
        assertThat(lives(pid(1))).isFalse();
        assertThat(find(launch.attempt()))
                .isEqualTo(new Found.Gone(
                        "its supervisor, process " + pid(0) + ", is gone and left no exit status", List.of()));
    }

    @Test
    void a_supervisor_that_is_killed_at_once_has_begun_nothing() throws Exception {
        steps.bash("true");
        Path script;
        try (Stream<Path> files = Files.walk(state.resolve("lib"))) {
            script = files.filter(file -> file.endsWith("supervise.sh"))
                    .findAny()
                    .orElseThrow();
        }
        Files.writeString(script, "kill -KILL $$\n" + Files.readString(script));
        Launch launch = steps.launch(Dialect.BASH, "touch effect", false);

        assertThat(place.begin(launch)).isEqualTo(new Beginning.Killed());
        assertThat(find(launch.attempt())).isEqualTo(new Found.Never());
    }

    @Test
    void a_step_killed_with_its_supervisor_is_gone_and_what_it_printed_is_in_its_log() throws Exception {
        Launch launch = waiting();
        begun(launch);
        signal("KILL", "-" + pid(0));
        awaitEnd(pid(0));
        awaitEnd(pid(1));
        assertThat(find(launch.attempt()))
                .isInstanceOfSatisfying(
                        Found.Gone.class, gone -> assertThat(gone.alive()).isEmpty());
        assertThat(state.resolve("runs/r00001/logs/step.forward.1.out"))
                .content()
                .isEqualTo(pid(0) + "\n" + pid(1) + "\n");
    }

    @Test
    void a_supervisor_killed_between_the_end_of_its_step_and_the_status_leaves_doubt() throws Exception {
        Launch launch = waiting();
        begun(launch);
        signal("STOP", Long.toString(pid(0)));
        open("0");
        awaitEnd(pid(1));
        assertThat(find(launch.attempt())).isInstanceOf(Found.Running.class);
        kill(pid(0));
        assertThat(find(launch.attempt()))
                .isInstanceOfSatisfying(
                        Found.Gone.class, gone -> assertThat(gone.alive()).isEmpty());
    }

    @Test
    void a_supervisor_survives_the_signals_that_are_meant_for_its_step() throws Exception {
        Launch launch =
                steps.launch(Dialect.BASH, "trap : TERM INT HUP; " + WAITS.replace("read", "read || read"), false);
        Attempt attempt = begun(launch);
        for (String signal : List.of("TERM", "INT", "HUP")) {
            signal(signal, Long.toString(pid(0)));
        }
        open("7");
        assertThat(attempt.await(Steps.LONG).orElseThrow().status()).contains(7);
    }

    @Test
    void killed_before_its_supervisor_was_started_it_never_began() throws Exception {
        AttemptName name = steps.nextName();
        assertThat(new AttemptFiles(state, name).make()).isTrue();
        assertThat(find(name)).isEqualTo(new Found.Never());
    }

    @Test
    void a_supervisor_that_wakes_up_too_late_runs_nothing() throws Exception {
        Launch launch = steps.launch(Dialect.BASH, "touch effect", false);
        AttemptFiles files = new AttemptFiles(state, launch.attempt());
        files.make();
        assertThat(find(launch.attempt())).isEqualTo(new Found.Never());
        Process late = new ProcessBuilder(
                        "setsid",
                        "sh",
                        Scripts.install(state).supervise().toString(),
                        files.prefix().toString(),
                        "touch",
                        "effect")
                .directory(directory.toFile())
                .start();
        assertThat(late.waitFor()).isNotZero();
        assertThat(directory.resolve("effect")).doesNotExist();
    }

    @Test
    void a_claim_that_was_never_finished_and_has_no_claimant_began_nothing() throws Exception {
        AttemptFiles files = new AttemptFiles(state, steps.nextName());
        files.make();
        Files.writeString(files.file("claim"), "");
        assertThat(find(files.name())).isEqualTo(new Found.Never());
        Files.writeString(files.file("claim"), "123 4");
        assertThat(find(files.name())).isEqualTo(new Found.Never());
    }

    @Test
    void another_process_with_the_same_number_is_not_taken_for_the_supervisor() throws Exception {
        AttemptFiles files = new AttemptFiles(state, steps.nextName());
        files.make();
        long own = ProcessHandle.current().pid();
        Files.writeString(files.file("claim"), own + " 1 " + Proc.boot() + "\n");
        assertThat(find(files.name()))
                .isEqualTo(new Found.Gone(
                        "its supervisor, process " + own + ", is gone and left no exit status", List.of()));
    }

    @Test
    void a_machine_started_anew_has_no_supervisor_of_before() throws Exception {
        Launch launch = waiting();
        begun(launch);
        AttemptFiles files = new AttemptFiles(state, launch.attempt());
        String claim = Files.readString(files.file("claim"));
        Files.writeString(files.file("claim"), claim.replace(Proc.boot(), "11111111-2222-3333-4444-555555555555"));
        assertThat(find(launch.attempt()))
                .isInstanceOfSatisfying(
                        Found.Gone.class,
                        gone -> assertThat(gone.why()).isEqualTo("this machine was started anew since it began"));
        signal("KILL", "-" + pid(0));
    }

    @Test
    void a_running_step_is_found_and_can_be_stopped_by_another_process() throws Exception {
        Launch launch = waiting();
        begun(launch);
        Found.Running found = (Found.Running) find(launch.attempt());
        found.attempt().signal(Signal.TERM);
        assertThat(found.attempt().await(Steps.LONG).orElseThrow().status()).contains(143);
    }

    @Test
    void slipway_is_killed_while_its_step_runs_and_the_next_one_gets_output_and_status() throws Exception {
        Process slipway = forked();
        slipway.destroyForcibly().waitFor();
        Steps next = new Steps(place);
        AttemptName name = next.nextName();
        Found.Running found = (Found.Running) place.find(name, next.capture());
        next.awaitUntil(found.attempt(), () -> next.lines.size() == 2);
        open("5");
        Exit exit = found.attempt().await(Steps.LONG).orElseThrow();
        assertThat(exit.status()).contains(5);
        assertThat(exit.stdout().text()).matches("\\d+\n\\d+\nwent on\n");
        assertThat(exit.stderr().text()).isEqualTo("late\n");
        assertThat(directory.resolve("effect")).content().isEqualTo("x\n");
    }

    @Test
    void slipway_is_killed_and_its_step_ends_meanwhile() throws Exception {
        Process slipway = forked();
        slipway.destroyForcibly().waitFor();
        AttemptFiles files = new AttemptFiles(state, steps.nextName());
        long supervisor = ((Claim.Supervisor) files.claim()).identity().pid();
        open("6");
        awaitEnd(supervisor);
        Found.Ended found = (Found.Ended) find(files.name());
        assertThat(found.exit().status()).contains(6);
        assertThat(found.exit().stdout().text()).endsWith("went on\n");
        assertThat(Files.exists(files.file("stdout"))).isFalse();
    }

    /** A Slipway of its own; returns when its step has said that it runs. */
    private Process forked() throws IOException {
        Process slipway = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Forked.class.getName(),
                        state.toString(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = slipway.inputReader(StandardCharsets.UTF_8);
        assertThat(said.readLine()).isEqualTo("begun");
        return slipway;
    }

    static final class Forked {
        public static void main(String[] words) throws Exception {
            Steps steps = new Steps(new LocalPlace(Path.of(words[0]), Path.of(words[1])));
            Attempt attempt = steps.begin(WAITS);
            steps.awaitUntil(attempt, () -> steps.lines.size() == 2);
            System.out.println("begun");
            attempt.await(Steps.LONG);
        }
    }
}
