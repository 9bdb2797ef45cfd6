package dev.slipway.places.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hands.Place.Beginning;
import dev.slipway.hands.Place.Exit;
import dev.slipway.hands.Place.Launch;
import dev.slipway.hands.Place.SessionUse;
import dev.slipway.hands.Place.Shell.Dialect;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What carries on from step to step, and what does not. */
class LocalSessionTest extends OneSession {
    @Test
    void variables_functions_and_arrays_carry_on() throws Exception {
        steps.bash("""
                X=1; export Y=2
                declare -a list=(a 'b c' "d\ne"); declare -A map=([k]=v ['x ]y']="z'z"); sparse=([7]=seven); empty=(); key='x ]y'
                declare -i number=5; declare -l lower=ABC; readonly FIXED=fixed
                greet() { echo "hello $1"; }; shout() { greet "$1!"; }; export -f greet
                """);
        Exit exit = steps.bash("""
                echo "$X $(sh -c 'echo $Y-$X' 2>&1)"
                printf '<%s>' "${list[@]}" "${map[k]}" "${map[$key]}" "${!sparse[@]}" "${sparse[7]}" "${#empty[@]}"
                number+=2; lower=DEF; echo "$number $lower $FIXED"; shout you; bash -c 'greet child'
                """);
        assertThat(exit.stdout().text())
                .isEqualTo("1 2-\n<a><b c><d\ne><v><z'z><7><seven><0>7 def fixed\nhello you!\nhello child\n");
        assertThat(exit.stderr().text()).isEmpty();
    }

    @Test
    void nothing_carries_on_from_a_step_that_failed() throws Exception {
        steps.bash("X=1");
        steps.bash("X=2; false");
        steps.bash("X=3; exit 4");
        steps.bash("trap 'exit 5' EXIT; X=6");
        assertThat(steps.bash("echo $X").stdout().text()).isEqualTo("1\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X=2; exit 0",
                "X=2\nif true; then exit; fi; X=3",
                "X=2; trap 'echo bye' EXIT",
                "X=2; trap 'echo bye' EXIT; exit 0",
                "X=2; trap 'exit 0' EXIT; false",
                "X=2; cd /",
                "X=2; set +e; false; true",
                "set +eu; X=2; true",
                "X=2; set -x",
                "X=2; set -f",
                "X=2; IFS=,",
                "X=2; set -o noclobber",
                "X=2; set -v",
                "X=2; (exit 0); (exit 3) || true",
                "X=2; y=$(exit 0); unset X; X=2",
                "X=2; exec >/dev/null 2>&1",
                "f() { X=2; exit 0; }; f",
                "X=2; PATH=; true",
                "X=2; printf() { :; }; test() { false; }; cd() { false; }",
                "X=2; LC_ALL=C.UTF-8",
                "X=2; return 0; X=3",
                "X=2; umask 0777",
                "X=2; : | exit 0"
            })
    void every_way_to_end_well_saves(String text) throws Exception {
        for (Dialect dialect : Dialect.values()) {
            begin();
            steps.bash("X=1");
            Exit exit = steps.run(steps.launch(dialect, text, false));
            assertThat(exit.status()).as(dialect + exit.stderr().text()).contains(0);
            assertThat(steps.bash("PATH=/usr/bin:/bin; echo $X").stdout().text())
                    .as(dialect.toString())
                    .isEqualTo("2\n");
            forget();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X=2; shopt -s nocasematch extglob",
                "X=2; shopt -s extdebug nullglob failglob",
                "X=2; trap 'echo never' DEBUG",
                "X=2; trap 'echo err' ERR",
                "X=2; set -o posix",
                "X=2; set -T; trap : RETURN",
                "X=2; exit() { builtin exit \"$@\"; }",
                "X=2; declare -n ref=X",
                "X=2; alias X=echo",
                "X=2; set -E; coproc cat",
                "X=2; BASH_ENV=/nowhere",
                "X=2; shopt -s localvar_inherit localvar_unset"
            })
    void bash_saves_whatever_its_options(String text) throws Exception {
        steps.bash("X=1");
        assertThat(steps.bash(text).status()).contains(0);
        assertThat(steps.bash("echo $X").stdout().text()).isEqualTo("2\n");
    }

    @Test
    void a_step_that_becomes_another_program_leaves_the_session_as_it_was() throws Exception {
        steps.bash("X=1");
        steps.bash("X=2; exec true");
        steps.sh("X=3; exec true");
        assertThat(steps.bash("echo $X").stdout().text()).isEqualTo("1\n");
    }

    @Test
    void options_and_traps_do_not_carry_on() throws Exception {
        steps.bash("set +e; set -x; trap 'echo bye' EXIT; shopt -s nullglob; IFS=,");
        assertThat(steps.bash("x='a b'; printf '<%s>' $x; echo; false; echo on")
                        .stdout()
                        .text())
                .isEqualTo("<a><b>\n");
    }

    @Test
    void what_is_unset_stays_unset() throws Exception {
        steps.plain.put("GIVEN", "given");
        steps.bash("unset GIVEN; X=1");
        steps.sh("echo ${GIVEN-gone}; unset X");
        assertThat(steps.bash("echo ${GIVEN-gone} ${X-gone}").stdout().text()).isEqualTo("gone gone\n");
    }

    @Test
    void what_the_environment_gives_anew_is_seen_unless_the_session_changed_it() throws Exception {
        steps.plain.put("A", "1");
        steps.plain.put("B", "1");
        steps.bash("A=mine");
        steps.plain.put("A", "2");
        steps.plain.put("B", "2");
        assertThat(steps.bash("echo $A $B").stdout().text()).isEqualTo("mine 2\n");
        assertThat(steps.sh("echo $A $B").stdout().text()).isEqualTo("mine 2\n");
    }

    @Test
    void the_directory_carries_on_only_where_it_should() throws Exception {
        Files.createDirectory(directory.resolve("it's a dir"));
        steps.bash("cd \"it's a dir\"");
        assertThat(steps.run(steps.launch(Dialect.SH, "pwd", true)).stdout().text())
                .isEqualTo(directory + "/it's a dir\n");
        assertThat(steps.run(steps.launch(Dialect.BASH, "pwd; cd ..; rmdir \"it's a dir\"; mkdir x; cd x", true))
                        .stdout()
                        .text())
                .isEqualTo(directory + "/it's a dir\n");
        assertThat(steps.run(steps.launch(Dialect.BASH, "rmdir \"$PWD\"", true)).status())
                .contains(0);
        Exit lost = steps.run(steps.launch(Dialect.BASH, "pwd", true));
        assertThat(lost.status()).contains(1);
        assertThat(lost.stderr().text()).contains("x: No such file or directory");
        assertThat(steps.bash("pwd").stdout().text()).isEqualTo(directory + "\n");
    }

    @Test
    void bash_and_sh_share_variables_and_the_rest_passes_by() throws Exception {
        steps.bash("X='a b'; export E=exp; list=(1 2 3); f() { echo f; }");
        steps.sh("Y=\"$X!\"; X=new");
        steps.sh("Z=\"$Y?\"");
        assertThat(steps.bash("echo \"$X $Y $Z ${list[2]} $(f)\" $(sh -c 'echo $E$X')")
                        .stdout()
                        .text())
                .isEqualTo("new a b! a b!? 3 f exp\n");
    }

    @Test
    void a_state_that_is_not_there_refuses_the_step() throws Exception {
        Launch launch = steps.from("nothing").launch(Dialect.BASH, "echo", false);
        assertThat(launch.session().map(SessionUse::after)).contains("state-1");
        assertThat(new LocalPlace(state, directory).begin(launch))
                .isEqualTo(new Beginning.Refused("the session's state nothing is not here"));
    }
}
