package dev.slipway.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plain {@code proxy run} is read in a way of its own; it must not show. */
class ProxyWordsTest {
    @TempDir
    private Path folder;

    private Typed.Said said(String words) {
        return new Typed(folder, "ana").slipway(words.split(" ", -1));
    }

    @Test
    void however_the_options_are_written_the_answer_is_the_same() {
        for (String words : List.of(
                "--control c",
                "--control c --listen nonsense",
                "--control c --listen 127.0.0.1:99999",
                "--listen :1 --control c --tls-key k",
                "--listen 192.0.2.1:1 --control c --metrics m",
                "--control c --listen 127.0.0.1:0 --tls-key k --tls-certificate f")) {
            Typed.Said plain = said("proxy run " + words);
            assertThat(plain.exit()).as(words).isNotZero();
            assertThat(plain.err()).as(words).startsWith("slipway: ");
            String other = words.replace("--control c", "--control=c");
            assertThat(said("proxy run " + other)).as(words).isEqualTo(plain);
        }
    }

    @Test
    void what_is_not_plain_is_explained_as_with_any_command() {
        assertThat(said("proxy run --listen nonsense").err()).contains("--control");
        assertThat(said("proxy run --control c --listen").err()).contains("--listen");
        assertThat(said("proxy run --control c --control d").err()).contains("--control");
        assertThat(said("proxy dance --control c").err())
                .contains("a proxy can run, show, hand-over or stop, not 'dance'");
        assertThat(said("proxy run --help").out()).contains("--take-over");
    }
}
