package dev.slipway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimpleCommandsTest {
    private static final List<String> PIECES = List.of(
            "echo",
            "if",
            "then",
            "fi",
            "done",
            "do",
            "esac",
            "in",
            "{",
            "}",
            "(",
            ")",
            "!",
            "x=1",
            "a/b.c",
            "'one two'",
            "'",
            "\"",
            "\"two $B\"",
            "\"${C}\"",
            "$D",
            "${E}",
            "${F:-x}",
            "$(",
            "`",
            "\\",
            " ",
            " ",
            " ",
            "\n",
            "\n",
            ";",
            "&&",
            "||",
            "|",
            "&",
            ">",
            "<<",
            "#",
            " # why",
            "-la",
            "[",
            "]]",
            "~",
            "time",
            "time-out",
            "*");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# only a comment",
                "echo \"step 1\"",
                "# Step\necho \"of $NAME\" 'and more' && ls -la /srv/app; date | sort # at last\n",
                "ln -sfn \"releases/$VERSION\" \"$FOLDER/current\"",
                "  NAME=value command --flag=${VALUE}x",
                "do-it\ntime-out 3",
            })
    void simple_commands_are_told(String text) {
        assertThat(SimpleCommands.areAll(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if true",
                "echo 'open",
                "echo \"open",
                "echo $(date",
                "cat <<END\nEND",
                "a && \n",
                "a;;b",
                "; a",
                "f() { a; }",
                "echo a\\",
                "then",
                "a | done",
                "echo \"a $(b)\"",
                "echo ${a",
            })
    void of_all_others_the_shells_are_asked(String text) {
        assertThat(SimpleCommands.areAll(text)).isFalse();
    }

    @Test
    void every_shell_understands_what_is_told_to_be_simple() throws Exception {
        Random random = new Random(20261121);
        List<String> told = new ArrayList<>();
        while (told.size() < 300) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                text.append(PIECES.get(random.nextInt(PIECES.size()))).append(random.nextInt(3) == 0 ? " " : "");
            }
            if (text.length() > 8 && SimpleCommands.areAll(text.toString())) {
                told.add(text.toString());
            }
        }
        for (String shell : List.of("bash", "sh")) {
            List<String> words = new ArrayList<>(List.of(
                    "bash",
                    "-c",
                    "for text; do " + shell + " -n -c \"\n$text\" || echo \"not: $text\"; done",
                    "check"));
            words.addAll(told);
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            assertThat(process.inputReader().readAllAsString()).isEmpty();
        }
    }

    @Test
    void a_long_text_is_told_at_once() {
        assertThat(SimpleCommands.areAll("echo 'one' \"$TWO\" three\n".repeat(4_000)))
                .isTrue();
        assertThat(SimpleCommands.areAll("echo 'one' \"$TWO\" three ".repeat(4_000) + "("))
                .isFalse();
    }
}
