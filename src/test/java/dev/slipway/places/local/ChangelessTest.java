package dev.slipway.places.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangelessTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/bin/true",
                "# Restart\nsudo systemctl restart planner\n",
                "docker compose -f prod.yml up -d   # all of them",
                "echo 'cd /tmp; X=1' \"$VERSION ${HOME}\" && ./check.sh --for=$VERSION | grep ok || false",
                "true; echo a=b",
                "",
                "git clone https://example.org/x.git\n\n  make -C x install"
            })
    void programs_with_plain_words_change_nothing(String text) {
        assertThat(Changeless.is(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X=1",
                "X=1 make",
                "cd /tmp",
                "echo on; cd /tmp",
                "echo a#b; cd /tmp",
                "ls && export X=1",
                "printf -v X 1",
                "$command",
                "\"cd\" /tmp",
                "c\\d /tmp",
                "'cd' /tmp",
                "echo ${X:=1}",
                "echo $((X=1))",
                "echo $(id)",
                "echo `id`",
                "f() { X=1; }",
                "if true; then X=1; fi",
                ". ./env",
                "source env",
                "read X",
                "echo a &",
                "exec true",
                "exit 0",
                "echo 'a\nb'\ncd /tmp",
                "echo \"a\ncd /tmp",
                "cat <<E\n1\nE",
                "echo a |\ncd /tmp",
                "! true",
                "time ls",
                "{ ls; }",
                "(ls)",
                "ls >file",
                "eval ls",
                "echo a\\\ncd"
            })
    void for_all_others_the_shell_looks(String text) {
        assertThat(Changeless.is(text)).isFalse();
    }
}
