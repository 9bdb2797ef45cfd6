package dev.slipway.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void a_word_that_slipway_does_not_know_gets_a_sentence() {
        assertThat(answer("plam", "a.md")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("""
                        slipway: no command is called 'plam'
                           Did you mean 'plan'? All commands: slipway --help
                        """);
        assertThat(out.size()).isZero();
    }

    @Test
    void help_and_version_go_to_stdout() {
        assertThat(answer("--version")).isZero();
        assertThat(answer("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).matches("(?s)slipway \\d.*\nSlipway runs .*");
        assertThat(err.size()).isZero();
    }

    private int answer(String... words) {
        return Main.answer(List.of(words), new PrintStream(out), new PrintStream(err));
    }
}
