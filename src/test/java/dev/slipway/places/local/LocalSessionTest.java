package dev.slipway.places.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Secret;
import dev.slipway.hands.Place.Beginning;
import dev.slipway.hands.Place.Exit;
import dev.slipway.hands.Place.Launch;
import dev.slipway.hands.Place.SessionUse;
import dev.slipway.hands.Place.Shell.Dialect;
import dev.slipway.hands.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalSessionTest {
    private static final Secret PASSWORD = new Secret("DB_PASSWORD", "s3cr3t*w'ord\"$x\\`é");
    private static final Secret URL =
            new Secret("DATABASE_URL", "postgresql://app:" + PASSWORD.reveal() + "@db/planner");

    /** As the text between $' and ' in bash. */
    private static final List<String> NASTY = List.of(
            "",
            " ",
            "  two  blanks ",
            "\\t\\n",
            "line\\nline\\n\\n",
            "it\\'s",
            "\\'\\'\\'",
            "\"double\"",
            "\\\\",
            "\\\\\\n",
            "$HOME ${X} $(id) `id`",
            "*",
            "?[a-z]*",
            "{a,b}",
            "~",
            "-n",
            "-e -x",
            "--",
            "# no comment",
            "!history",
            "a=b",
            "&;|<>()",
            "é文🚀",
            "\\xff\\xfe",
            "\\x81\\x82\\x88",
            "\\u0081\\u00c1",
            "\\001\\002\\177",
            "\\r\\n",
            "export X=1",
            "x\\nexport PATH=/nowhere\\nFOO=bar",
            "EOF\\nEOF",
            "%s%d",
            "\\e[31mred");

    @TempDir
    Path state;

    @TempDir
    Path directory;

    private Steps steps;

    @BeforeEach
    void begin() {
        steps = new Steps(new LocalPlace(state, directory)).inSession();
    }

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
    void a_blank_that_moves_from_one_variable_to_the_next_is_seen() throws Exception {
        steps.plain.put("QA", "x y");
        steps.plain.put("QB", "z");
        steps.bash("QA=x; QB='y z'; export -n QB");
        assertThat(steps.bash("echo $QA-$QB; env | grep -c ^QB= || true")
                        .stdout()
                        .text())
                .isEqualTo("x-y z\n0\n");
        steps.sh("unset QA; QA=new");
        assertThat(steps.bash("echo $QA-$QB; env | grep -c '^Q[AB]=' || true")
                        .stdout()
                        .text())
                .isEqualTo("new-y z\n0\n");
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

    @ParameterizedTest
    @ValueSource(strings = {"bash bash", "bash sh", "sh bash", "sh sh"})
    void every_value_survives_exactly(String shells) throws Exception {
        assertSurvival(shells);
    }

    @ParameterizedTest
    @Tag("real")
    @ValueSource(strings = {"busybox sh", "bash --posix"})
    void every_value_survives_other_shells_called_sh(String shell) throws Exception {
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Files.writeString(bin.resolve("sh"), "#!/bin/sh\nexec " + shell + " \"$@\"\n");
        assertThat(bin.resolve("sh").toFile().setExecutable(true)).isTrue();
        steps.plain.put("PATH", bin + ":/usr/local/bin:/usr/bin:/bin");
        assertThat(steps.sh("echo").status()).as(shell + " must be installed").contains(0);
        assertSurvival("sh sh");
        assertThat(steps.sh("exit 0").status()).contains(0);
        steps.sh("LATER=1; trap 'echo bye' EXIT; (exit 0); exit 0");
        assertThat(steps.sh("echo $LATER; false; echo on").stdout().text()).isEqualTo("1\n");
    }

    private void assertSurvival(String shells) throws Exception {
        List<String> sums = new ArrayList<>();
        steps.bash(assignments() + "all() { for i in $(seq 0 " + (NASTY.size() - 1)
                + "); do v=N$i; printf '%s' \"${!v}\" | od -An -tx1; done; }\n");
        for (String shell : List.of(shells.split(" "))) {
            Exit exit = shell.equals("sh") ? steps.sh(":") : steps.bash(":");
            assertThat(exit.status()).contains(0);
            Exit seen = steps.bash("all; [[ $(sh -c 'printf %sx \"$E12\" | od -An -tx1') ]]");
            sums.add(seen.stdout().text());
            assertThat(seen.stderr().text()).isEmpty();
        }
        String direct = new Steps(new LocalPlace(state.resolve("direct"), directory))
                .bash(assignments() + "for i in $(seq 0 " + (NASTY.size() - 1)
                        + "); do v=N$i; printf '%s' \"${!v}\" | od -An -tx1; done")
                .stdout()
                .text();
        assertThat(sums).containsOnly(direct);
    }

    private static String assignments() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < NASTY.size(); i++) {
            text.append("N").append(i).append("=$'").append(NASTY.get(i)).append("'\n");
            text.append("export E").append(i).append("=\"$N").append(i).append("\"\n");
        }
        return text.toString();
    }

    @Test
    void sessions_behave_as_one_shell_would() throws Exception {
        Random random = new Random(7);
        for (int round = 0; round < 8; round++) {
            begin();
            Map<String, String> model = new TreeMap<>();
            for (int step = 0; step < 6; step++) {
                boolean sh = random.nextInt(3) == 0;
                boolean fails = random.nextInt(4) == 0;
                Map<String, String> after = new TreeMap<>(model);
                StringBuilder text = new StringBuilder();
                for (int line = 0; line < 3; line++) {
                    text.append(change(random, after));
                }
                text.append(fails ? "false\n" : random.nextBoolean() ? "exit 0\n" : "");
                steps.run(steps.launch(sh ? Dialect.SH : Dialect.BASH, text.toString(), random.nextBoolean()));
                model = fails ? model : after;
            }
            Exit exit = steps.bash("for v in A B C D; do printf '%s=%s;' $v \"${!v-unset}\"; done");
            Map<String, String> expected = model;
            assertThat(exit.stdout().text())
                    .isEqualTo(List.of("A", "B", "C", "D").stream()
                            .map(v -> v + "=" + expected.getOrDefault(v, "unset") + ";")
                            .collect(Collectors.joining()));
            forget();
        }
    }

    private static String change(Random random, Map<String, String> model) {
        String name = String.valueOf("ABCD".charAt(random.nextInt(4)));
        if (random.nextInt(4) == 0) {
            model.remove(name);
            return "unset " + name + "\n";
        }
        StringBuilder value = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            value.append("ab \"$`\\*?\n;é文-=#~!".charAt(random.nextInt(18)));
        }
        model.put(name, value.toString());
        return (random.nextBoolean() ? "export " : "") + name + "='" + value + "'\n";
    }

    @Test
    void no_secret_gets_into_the_files_of_a_session() throws Exception {
        steps.secrets.add(PASSWORD);
        steps.secrets.add(URL);
        String sum = "printf '%s|' \"$PGPASSWORD\" \"$DSN\" \"$BOTH\" \"$DB_PASSWORD\"; env | grep -c '^PGPASSWORD='";
        String expected = "pre" + PASSWORD.reveal() + "|" + URL.reveal() + "?x=1|" + PASSWORD.reveal() + URL.reveal()
                + PASSWORD.reveal() + "'|" + PASSWORD.reveal() + PASSWORD.reveal() + "|1";
        steps.bash("export PGPASSWORD=\"pre$DB_PASSWORD\"; DSN=\"$DATABASE_URL?x=1\"; list=(a \"$DB_PASSWORD\" b); "
                + "key='k ]'; declare -A map=([\"$key\"]=\"<$DATABASE_URL>\" [$DB_PASSWORD]=key); "
                + "BOTH=\"$DB_PASSWORD$DATABASE_URL$DB_PASSWORD'\"; DB_PASSWORD=$DB_PASSWORD$DB_PASSWORD");
        assertNoSecretBelow(state.resolve("runs/r00001/sessions"));
        steps.sh(":");
        assertNoSecretBelow(state.resolve("runs/r00001/sessions"));
        String masked = steps.bash(
                        "[[ \"$PGPASSWORD|$DSN|$BOTH|$DB_PASSWORD\" == "
                                + "\"pre$__slipway_secret_DB_PASSWORD|$DATABASE_URL?x=1|\"* ]]; { " + sum
                                + "; } | tee seen; "
                                + "printf '%s\\n' \"${list[@]}\" \"${map[$key]}\" \"${map[$__slipway_secret_DB_PASSWORD]}\" >arrays")
                .stdout()
                .text();
        assertThat(directory.resolve("seen")).content().startsWith(expected);
        assertThat(directory.resolve("arrays"))
                .content()
                .isEqualTo("a\n" + PASSWORD.reveal() + "\nb\n<" + URL.reveal() + ">\nkey\n");
        assertThat(masked).doesNotContain(PASSWORD.reveal());
    }

    @Test
    void a_function_whose_text_holds_a_secret_is_not_saved_and_that_is_said() throws Exception {
        steps.secrets.add(new Secret("TOKEN", "s3cr3t-token"));
        Exit exit = steps.bash("X=1; eval \"f() { echo '$TOKEN'; }\"; g() { :; }");
        assertThat(exit.stderr().text())
                .isEqualTo("slipway: functions do not carry on from here: the text of one holds a secret\n");
        assertThat(exit.status()).contains(0);
        assertNoSecretBelow(state.resolve("runs/r00001/sessions"));
        assertThat(steps.bash("echo $X").stdout().text()).isEqualTo("1\n");
    }

    @Test
    void a_secret_that_is_not_given_any_more_stops_the_step() throws Exception {
        steps.secrets.add(PASSWORD);
        steps.bash("X=\"$DB_PASSWORD\"");
        steps.secrets.clear();
        Exit exit = steps.bash("echo on");
        assertThat(exit.status()).isNotEqualTo(Optional.of(0));
        assertThat(exit.stderr().text())
                .endsWith("__slipway_secret_DB_PASSWORD: this step is not given the secret that the session holds\n");
    }

    @Test
    void states_are_ours_alone_and_are_never_changed() throws Exception {
        steps.bash("X=1");
        Path first = state.resolve("runs/r00001/sessions/state-1.sh");
        String before = Files.readString(first);
        steps.bash("X=2; f() { :; }");
        steps.sh("X=3");
        assertThat(first).content().isEqualTo(before);
        try (var files = Files.list(first.getParent())) {
            assertThat(files.filter(f -> !f.toString().endsWith(".from")))
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first.getParent())))
                .isEqualTo("rwx------");
        assertThat(steps.from("state-1").bash("echo $X").stdout().text()).isEqualTo("1\n");
    }

    @Test
    void a_state_that_is_not_there_refuses_the_step() throws Exception {
        Launch launch = steps.from("nothing").launch(Dialect.BASH, "echo", false);
        assertThat(launch.session().map(SessionUse::after)).contains("state-1");
        assertThat(new LocalPlace(state, directory).begin(launch))
                .isEqualTo(new Beginning.Refused("the session's state nothing is not here"));
    }

    @Test
    void names_of_the_session_do_not_reach_the_programs_that_a_step_runs() throws Exception {
        steps.secrets.add(PASSWORD);
        steps.bash("X=1");
        assertThat(steps.bash("env | grep -i slipway | cut -d= -f1 | sort; echo \"$#\"")
                        .stdout()
                        .text())
                .isEqualTo("SLIPWAY_ATTEMPT\nSLIPWAY_OUTPUT\nSLIPWAY_RUN\nSLIPWAY_STEP\n0\n");
    }

    private void forget() {
        new LocalPlace(state, directory).forget("r00001");
    }

    private static void assertNoSecretBelow(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain("s3cr3t");
            }
        }
    }
}
