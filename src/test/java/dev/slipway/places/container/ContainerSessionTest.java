package dev.slipway.places.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Secret;
import dev.slipway.hands.Box;
import dev.slipway.hands.Place.Beginning;
import dev.slipway.hands.Place.Exit;
import dev.slipway.hands.Place.Launch;
import dev.slipway.hands.Place.Shell.Dialect;
import dev.slipway.hands.Steps;
import dev.slipway.places.local.LocalPlace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What carries on from step to step in a container, also into the container that has taken its place. */
@Tag("real")
class ContainerSessionTest {
    private static Box box;

    @TempDir
    private Path state;

    private Steps steps;

    @BeforeAll
    static void start() {
        box = Box.of(Box.shells());
    }

    @AfterAll
    static void remove() {
        box.close();
    }

    @BeforeEach
    void begin() {
        steps = new Steps(place(box)).inSession();
    }

    private ContainerPlace place(Box box) {
        return new ContainerPlace(
                "box",
                state,
                new LocalPlace(state, state),
                new ContainerPlace.Rules(
                        new Wanted.Named(box.name()),
                        state.resolve("runs").toString(),
                        Optional.of("/usr"),
                        Optional.empty()));
    }

    @Test
    void variables_functions_and_arrays_carry_on_into_another_container_too() throws Exception {
        steps.secrets.add(new Secret("TOKEN", "p'w d$x!"));
        steps.bash("""
                X=$'it\\'s\\n\\xff'; export Y=2; list=(a 'b c'); declare -A map=(['x ]y']="z'z"); greet() { echo "hello $1"; }
                COPY="<$TOKEN>"; unset HOME; cd bin
                """);
        Exit exit;
        try (Box next = Box.of(Box.shells())) {
            Steps there = new Steps(place(next)).inSession().from("state-1");
            there.secrets.addAll(steps.secrets);
            there.nextName();
            exit = there.run(there.launch(
                    Dialect.BASH,
                    "printf '%s' \"$X\" | od -An -c 2>/dev/null || printf '%s' \"${#X}\"; echo \"$(sh -c 'echo $Y') ${list[1]} ${map['x ]y']}"
                            + " ${#COPY} ${HOME-none} $PWD\"; greet you",
                    true));
        }
        assertThat(exit.stdout().text()).as(exit.stderr().text()).endsWith("2 b c z'z 10 none /usr/bin\nhello you\n");
        try (Stream<Path> files = Files.list(state.resolve("runs/r00001/sessions"))) {
            for (Path file : files.toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("p'w d$x!", "w d$x");
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void nothing_carries_on_from_a_step_that_failed_and_sh_and_bash_share_what_both_know() throws Exception {
        steps.bash("X=1; list=(1 2)");
        steps.bash("X=2; false");
        steps.sh("Y=\"$X!\"; X=3");
        steps.sh("X=4; exec true");
        assertThat(steps.bash("echo $X $Y ${list[1]-lost}; pwd").stdout().text())
                .isEqualTo("3 1! 2\n/usr\n");
    }

    @Test
    void a_state_that_is_not_there_refuses_the_step() throws Exception {
        Launch launch = steps.from("nothing").launch(Dialect.BASH, "echo", false);
        assertThat(place(box).begin(launch))
                .isEqualTo(new Beginning.Refused("the session's state nothing is not here"));
    }
}
