package dev.slipway.places.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Secret;
import dev.slipway.hands.Box;
import dev.slipway.hands.Engine;
import dev.slipway.hands.Place.Attempt;
import dev.slipway.hands.Place.Beginning;
import dev.slipway.hands.Place.Exit;
import dev.slipway.hands.Place.Found;
import dev.slipway.hands.Place.Launch;
import dev.slipway.hands.Place.Shell.Dialect;
import dev.slipway.hands.Place.Signal;
import dev.slipway.hands.Steps;
import dev.slipway.places.local.LocalPlace;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slipway, the docker program, what runs around it, the step and its container are ended; then somebody looks. */
@Tag("real")
class ContainerCrashTest {
    /** Says that it runs, and goes on when the test opens the gate. */
    private static final String WAITS =
            "mkfifo gate; echo x >>effect; echo begun; read -r how <gate; echo went on; exit $how";

    @TempDir
    private Path state;

    @TempDir
    private Path directory;

    private Box box;
    private ContainerPlace place;
    private Steps steps;

    @BeforeEach
    void start() {
        box = Box.of(Box.shells());
        place = place(state, directory, box.name());
        steps = new Steps(place);
    }

    @AfterEach
    void remove() {
        box.close();
    }

    private static ContainerPlace place(Path state, Path directory, String box) {
        return new ContainerPlace(
                "box",
                state,
                new LocalPlace(state, state),
                new ContainerPlace.Rules(
                        new Wanted.Named(box),
                        state.resolve("runs").toString(),
                        Optional.of(directory.toString()),
                        Optional.empty()));
    }

    private Launch begun() throws InterruptedException {
        Launch launch = steps.launch(Dialect.BASH, WAITS, false);
        Attempt attempt = steps.begin(launch);
        steps.awaitUntil(attempt, () -> steps.lines.contains("out: begun"));
        return launch;
    }

    private Found found(Launch launch) throws InterruptedException {
        return place(state, directory, box.name()).find(launch.attempt(), new Steps(place).capture());
    }

    private Found gone(Launch launch) throws InterruptedException {
        Found found = found(launch);
        if (found instanceof Found.Running(Attempt attempt)) {
            assertThat(attempt.await(Steps.LONG).orElseThrow().status()).isEmpty();
            return found(launch);
        }
        return found;
    }

    private void open(String word) throws IOException {
        Files.writeString(directory.resolve("gate"), word + "\n");
    }

    /** Processes on the machine whose words hold this text. */
    private static List<Long> with(String text) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(path -> path.getFileName().toString().matches("\\d+"))
                    .filter(path -> words(path).contains(text))
                    .map(path -> Long.valueOf(path.getFileName().toString()))
                    .toList();
        }
    }

    private static String words(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // ended meanwhile
        }
    }

    private Found.Gone goneWith(String why, List<Long> alive) {
        return new Found.Gone(why.replace("BOX", box.name()), alive);
    }

    @Test
    void slipway_is_killed_while_its_step_runs_and_the_next_one_gets_output_and_status() throws Exception {
        forked().destroyForcibly().waitFor();
        Steps next = new Steps(place);
        Found.Running running = (Found.Running) place.find(next.nextName(), next.capture());
        open("5");
        Exit exit = running.attempt().await(Steps.LONG).orElseThrow();
        assertThat(exit.status()).contains(5);
        assertThat(exit.stdout().text()).isEqualTo("begun\nwent on\n");
        assertThat(directory.resolve("effect")).content().isEqualTo("x\n");
    }

    @Test
    void slipway_is_killed_and_its_step_ends_meanwhile() throws Exception {
        forked().destroyForcibly().waitFor();
        open("6");
        Launch launch = steps.launch(Dialect.BASH, WAITS, false);
        Path verdict = state.resolve("runs/r00001/attempts/step.forward.1.verdict");
        long until = System.nanoTime() + Steps.LONG.toNanos();
        while (!Files.exists(verdict)) {
            assertThat(System.nanoTime()).isLessThan(until);
            Thread.onSpinWait();
        }
        Found found = found(launch);
        if (found instanceof Found.Running(Attempt attempt)) {
            assertThat(attempt.await(Steps.LONG).orElseThrow().status()).contains(6);
            found = found(launch);
        }
        assertThat(((Found.Ended) found).exit().status()).contains(6);
        assertThat(place.begin(launch)).isInstanceOf(Beginning.Refused.class);
        assertThat(directory.resolve("effect")).content().isEqualTo("x\n");
    }

    @Test
    void when_the_docker_program_is_killed_the_step_goes_on_and_is_told_and_can_be_ended() throws Exception {
        Launch launch = begun();
        signal("KILL", with("SLIPWAY_MARK=" + Pin.mark(state, launch.attempt())));
        Found.Gone gone = (Found.Gone) gone(launch);
        assertThat(gone.why())
                .isEqualTo("it was ended in the container " + box.name()
                        + ", or the docker program that ran it there was, and it left no exit status");
        assertThat(gone.alive()).hasSize(2);
        place.clear(launch.attempt());
        assertThat(gone(launch)).isEqualTo(new Found.Gone(gone.why(), List.of()));
    }

    @Test
    void when_all_that_runs_around_the_step_is_killed_it_is_found_in_the_container_and_can_be_ended() throws Exception {
        Launch launch = begun();
        signal("KILL", with("step.forward.1"));
        assertThat(((Found.Gone) gone(launch)).alive()).hasSize(2);
        place.clear(launch.attempt());
        assertThat(((Found.Gone) gone(launch)).alive()).isEmpty();
        assertThat(place.begin(launch)).isInstanceOf(Beginning.Refused.class);
    }

    @Test
    void a_step_whose_container_was_removed_or_has_stopped_or_was_started_anew_is_gone() throws Exception {
        Launch first = begun();
        Engine.docker("restart", "--time", "0", box.name());
        assertThat(gone(first))
                .isEqualTo(goneWith("the container BOX in which it ran was started anew since it began", List.of()));
        Files.delete(directory.resolve("gate"));
        steps.lines.clear();
        Launch second = begun();
        Engine.docker("kill", box.name());
        assertThat(gone(second))
                .isEqualTo(goneWith(
                        "the container BOX in which it ran does not run any more: the engine says that it is exited",
                        List.of()));
        place.clear(second.attempt());
        Engine.docker("rm", box.name());
        assertThat(gone(second))
                .isEqualTo(goneWith(
                        "the container BOX in which it ran is gone: removed, or replaced by another", List.of()));
        place.clear(second.attempt());
        box = Box.of(Box.shells());
    }

    @Test
    void what_is_begun_in_a_container_that_cannot_be_used_is_refused_in_a_sentence() throws Exception {
        Engine.docker("pause", box.name());
        assertThat(steps("paused"))
                .isEqualTo("the container BOX is paused: docker unpause BOX".replace("BOX", box.name()));
        Engine.docker("unpause", box.name());
        Engine.docker("kill", box.name());
        assertThat(steps("stopped"))
                .isEqualTo("the container BOX is not running: docker start BOX".replace("BOX", box.name()));
        place = place(state, directory, "nowhere");
        assertThat(steps("absent"))
                .isEqualTo("there is no container 'nowhere': create and start it, or correct the place");
    }

    private String steps(String step) throws InterruptedException {
        Launch launch = steps.launch(Dialect.BASH, "echo " + step, false);
        return ((Beginning.Refused) place.begin(launch)).why();
    }

    @Test
    void a_begin_that_comes_too_late_runs_nothing_in_the_container() throws Exception {
        Launch launch = steps.launch(Dialect.BASH, "touch effect", false);
        Pin pin = new Pin(box.name(), box.name(), "", "/tmp", Pin.mark(state, launch.attempt()));
        new Inside(new Docker(new LocalPlace(state, state)), Optional.empty()).end(pin);
        Exit exit = steps.run(launch);
        assertThat(exit.status()).isEmpty();
        assertThat(directory.resolve("effect")).doesNotExist();
    }

    @Test
    void a_running_step_can_be_stopped_by_another_process() throws Exception {
        Found.Running running = (Found.Running) found(begun());
        running.attempt().signal(Signal.TERM);
        assertThat(running.attempt().await(Steps.LONG).orElseThrow().status()).contains(143);
    }

    @Test
    void no_secret_is_in_the_words_of_any_process_nor_left_in_the_container_or_on_the_disk() throws Exception {
        String password = "never-in-any-argv";
        steps.inSession().secrets.add(new Secret("DB_PASSWORD", password));
        steps.plain.put("DOCKER_HOST", "tcp://not-for-the-program");
        steps.plain.put("PATH", "/usr/bin:/bin:/own");
        Launch launch = steps.launch(Dialect.BASH, "echo $DOCKER_HOST $PATH; COPY=$DB_PASSWORD; " + WAITS, false);
        Attempt attempt = steps.begin(launch);
        steps.awaitUntil(attempt, () -> steps.lines.contains("out: begun"));
        assertThat(steps.lines).contains("out: tcp://not-for-the-program /usr/bin:/bin:/own");
        assertThat(with(password)).isEmpty();
        open("0");
        assertThat(attempt.await(Steps.LONG).orElseThrow().status()).contains(0);
        try (Stream<Path> files = Files.walk(state)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(password);
            }
        }
        assertThat(Path.of("/tmp", ".slipway-" + Pin.mark(state, launch.attempt()) + ".step"))
                .doesNotExist();
        assertThat(steps.from("state-1").bash("echo ${#COPY}").stdout().text()).isEqualTo(password.length() + "\n");
    }

    private static void signal(String signal, List<Long> pids) throws Exception {
        assertThat(pids).isNotEmpty();
        for (long pid : pids) {
            new ProcessBuilder("sh", "-c", "kill -s \"$1\" \"$2\" 2>/dev/null", "test", signal, Long.toString(pid))
                    .start()
                    .waitFor();
        }
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
                        directory.toString(),
                        box.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = slipway.inputReader(StandardCharsets.UTF_8);
        assertThat(said.readLine()).isEqualTo("begun");
        return slipway;
    }

    static final class Forked {
        public static void main(String[] words) throws Exception {
            Steps steps = new Steps(place(Path.of(words[0]), Path.of(words[1]), words[2]));
            Attempt attempt = steps.begin(WAITS);
            steps.awaitUntil(attempt, () -> steps.lines.contains("out: begun"));
            System.out.println("begun");
            attempt.await(Steps.LONG);
        }
    }
}
