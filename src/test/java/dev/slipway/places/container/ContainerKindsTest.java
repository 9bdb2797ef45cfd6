package dev.slipway.places.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hands.Box;
import dev.slipway.hands.Engine;
import dev.slipway.hands.Place.Beginning;
import dev.slipway.hands.Place.Command;
import dev.slipway.hands.Place.Environment;
import dev.slipway.hands.Place.Exit;
import dev.slipway.hands.Place.Found;
import dev.slipway.hands.Place.Hindrance;
import dev.slipway.hands.Place.Launch;
import dev.slipway.hands.Place.Ran;
import dev.slipway.hands.Place.Shell.Dialect;
import dev.slipway.hands.Steps;
import dev.slipway.places.local.LocalPlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that have little: busybox alone, a shell without any command, no shell at all; and containers that may do little. */
@Tag("real")
class ContainerKindsTest {
    @TempDir
    private Path state;

    private ContainerPlace place(Box box, Optional<String> user) {
        return new ContainerPlace(
                "box",
                state,
                new LocalPlace(state, state),
                new ContainerPlace.Rules(
                        new Wanted.Named(box.name()), state.resolve("runs").toString(), Optional.empty(), user));
    }

    private ContainerPlace place(Box box) {
        return place(box, Optional.empty());
    }

    @Test
    void busybox_alone_is_enough_for_steps_of_sh_with_their_session_and_for_their_end() throws Exception {
        try (Box box = Box.alone(Engine.busybox())) {
            ContainerPlace place = place(box);
            Steps steps = new Steps(place).inSession();
            steps.plain.put("GIVEN", "it's given");
            Exit first = steps.sh(
                    "X='a b'; GIVEN=mine; export Y=1; cd /bin; echo out; echo err >&2; echo n=1 >>$SLIPWAY_OUTPUT");
            assertThat(first.stdout().text()).isEqualTo("out\n");
            assertThat(first.stderr().text()).isEqualTo("err\n");
            Exit next = steps.run(steps.launch(Dialect.SH, "echo \"$X $GIVEN $Y $PWD\"; exec true", true));
            assertThat(next.stdout().text()).as(next.stderr().text()).isEqualTo("a b mine 1 /bin\n");
            assertThat(steps.sh("echo \"$X $PWD\"; exit 3").stdout().text()).isEqualTo("a b /\n");
            Launch leaving = steps.launch(Dialect.SH, "setsid sleep 4321 >/dev/null 2>&1 & echo left", false);
            steps.run(leaving);
            place.clear(leaving.attempt());
            assertThat(steps.sh("ps -o args | grep -c '^sleep 4321' || :")
                            .stdout()
                            .text())
                    .isEqualTo("0\n");
            assertThat(place.begin(steps.launch(Dialect.BASH, "echo", false)))
                    .isEqualTo(new Beginning.Refused("there is no bash in the container " + box.name()
                            + ": begin the step's fence with sh instead of bash"));
            assertThat(place.hindrance(Set.of(Dialect.BASH, Dialect.SH)))
                    .contains(new Hindrance(
                            "there is no bash in the container " + box.name()
                                    + ": begin the step's fence with sh instead of bash",
                            false));
            assertThat(place.hindrance(Set.of(Dialect.SH))).isEmpty();
        }
    }

    @Test
    void a_shell_without_any_command_is_enough() throws Exception {
        try (Box box = Box.alone(Box.image("dash", List.of("sh=dash", "sleep=busybox")))) {
            ContainerPlace place = place(box);
            Steps steps = new Steps(place).inSession();
            Exit first = steps.sh("X='a\n b'; echo out; printf 'n=1\\nm<<E\\n1\\n2\\nE' >>$SLIPWAY_OUTPUT; exit 0");
            assertThat(first.status()).as(first.stderr().text()).contains(0);
            assertThat(first.outputs().toString()).contains("n").contains("1\\n2".replace("\\n", "\n"));
            Exit next = steps.sh("echo \"$X\"; exit 9");
            assertThat(next.stdout().text()).isEqualTo("a\n b\n");
            assertThat(next.status()).contains(9);
            Launch endless = steps.launch(Dialect.SH, "trap '' TERM; echo begun; while :; do sleep 1; done", false);
            var attempt = steps.begin(endless);
            steps.awaitUntil(attempt, () -> steps.lines.contains("out: begun"));
            attempt.signal(dev.slipway.hands.Place.Signal.KILL);
            assertThat(attempt.await(Steps.LONG).orElseThrow().status()).isEmpty();
            assertThat(place.find(endless.attempt(), steps.capture()))
                    .isInstanceOfSatisfying(
                            Found.Gone.class, gone -> assertThat(gone.alive()).isEmpty());
        }
    }

    @Test
    void without_a_shell_commands_run_and_shell_steps_are_refused() throws Exception {
        try (Box box = Box.alone(Box.image("bare", List.of("sleep=busybox")))) {
            ContainerPlace place = place(box);
            Environment nothing = new Environment(Map.of(), List.of(), List.of());
            assertThat(place.run(new Command(List.of("sleep", "0"), Optional.empty(), nothing, Steps.LONG)))
                    .isEqualTo(new Ran.Ended(0, "", ""));
            assertThat(place.run(new Command(List.of("cat"), Optional.empty(), nothing, Steps.LONG)))
                    .isEqualTo(new Ran.NotFound("cat"));
            String refused = "no shell step can run in the container " + box.name()
                    + ": its image has no sh; run it as a command from a place that has a shell";
            assertThat(place.begin(new Steps(place).launch(Dialect.SH, "echo", false)))
                    .isEqualTo(new Beginning.Refused(refused));
            assertThat(place.hindrance(Set.of(Dialect.SH))).contains(new Hindrance(refused, false));
            assertThat(place.hindrance(Set.of())).isEmpty();
        }
    }

    @Test
    void a_user_without_rights_in_a_container_that_cannot_be_written_gets_files_in_its_memory() throws Exception {
        try (Box box = Box.alone(Box.shells(), "--read-only", "--workdir", "/dev/shm")) {
            Steps steps = new Steps(place(box, Optional.of("1000"))).inSession();
            Exit exit = steps.bash(
                    "echo \"$(id -u) $PWD\"; umask; X=1; stat -c %a ${SLIPWAY_OUTPUT%.outputs}.step; pwd >file");
            assertThat(exit.stdout().text()).as(exit.stderr().text()).isEqualTo("1000 /dev/shm\n0022\n600\n");
            Exit next = steps.bash("echo $X; cat file");
            assertThat(next.stdout().text()).as(next.stderr().text()).isEqualTo("1\n/dev/shm\n");
        }
    }

    @Test
    void a_deadline_in_an_environment_with_names_that_docker_obeys_is_passed_all_the_same() throws Exception {
        try (Box box = Box.of(Box.shells())) {
            Environment environment = new Environment(
                    Map.of("DOCKER_HOST", "tcp://nowhere", "HOME", "/own", "PLAIN", "a\nb"),
                    List.of(),
                    List.of("TERM"));
            assertThat(place(box)
                            .run(new Command(
                                    List.of("sh", "-c", "echo \"$DOCKER_HOST $HOME $PLAIN ${TERM-none}\""),
                                    Optional.of("/"),
                                    environment,
                                    Duration.ofSeconds(30))))
                    .isEqualTo(new Ran.Ended(0, "tcp://nowhere /own a\nb none\n", ""));
            assertThat(Files.exists(state.resolve("runs"))).isFalse();
        }
    }
}
