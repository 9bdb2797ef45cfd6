package dev.slipway.places.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hands.Place.Exit;
import dev.slipway.hands.Place.Shell.Dialect;
import dev.slipway.hands.Steps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a variable holds, the next step finds it. */
class LocalSessionValuesTest extends OneSession {
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
}
