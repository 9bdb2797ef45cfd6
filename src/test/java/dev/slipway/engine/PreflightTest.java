package dev.slipway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Problem;
import dev.slipway.engine.Desk.Start;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Before the first step each command is looked up: nobody should find out halfway that one is missing. */
class PreflightTest {
    @TempDir
    Path folder;

    @Test
    void a_missing_command_is_told_with_its_place_before_anything_is_run() throws Exception {
        assertThat(lacking("""
                ## Steps

                ```bash
                touch begun
                ```

                1. Deploy

                   ```bash
                   # Deploy
                   systemclt restart shop
                   ```
                """)).containsExactly("runbook.md:20:4  there is no command 'systemclt' here");
        assertThat(folder.resolve("repo/begun")).doesNotExist();
    }

    @Test
    void an_undo_needs_its_commands_as_well() throws Exception {
        assertThat(lacking("""
                ## Steps

                <!-- slipway: step id=a -->
                ```bash
                true
                ```

                <!-- slipway: undo of=a -->
                ```bash
                nosuchthing --back
                ```
                """)).containsExactly("runbook.md:19:1  there is no command 'nosuchthing' here");
    }

    @Test
    void the_nearest_command_that_is_there_is_named() throws Exception {
        try (ForReal slipway = ForReal.of(folder, steps("mkdirr -p x"))) {
            Start start = slipway.begin("release", Map.of());

            assertThat(((Start.Lacking) start).problems().getFirst().help())
                    .isEqualTo("Install it on this machine, or add its folder to PATH. Did you mean 'mkdir'?");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[ -e x ]] || export A=1; printf '%s' x; test 1; :",
                "nosuch() { echo x; }; nosuch",
                "./nosuch; /opt/nosuch/bin/x; ~/bin/nosuch",
                "tool=nosuch; [[ -z $tool ]] || \"$tool\" --version || true",
                "for nosuch in a b; do echo $nosuch; done; case x in nosuch) ;; esac",
                "cat <<EOF\nnosuch\nEOF",
                "if command -v nosuch; then nosuch; fi\nnosuch"
            })
    void what_is_no_command_or_is_defined_or_looked_for_is_left_alone(String text) throws Exception {
        try (ForReal slipway = ForReal.of(folder, steps(text))) {
            Start start = slipway.begin("release", Map.of());

            assertThat(start).isInstanceOfSatisfying(Start.Begun.class, begun -> {
                assertThat(begun.notes()).isEmpty();
                begun.mover().close();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apt-get install -y nosuch",
                "export PATH=\"$PWD/tools:$PATH\"",
                "source ./functions.sh",
                "curl -o /usr/local/bin/nosuch https://example.com"
            })
    void what_an_earlier_step_may_bring_is_a_note(String text) throws Exception {
        String body = steps("if test -e /nowhere; then\n" + text + "\nfi") + "\n```bash\nnosuch\n```\n";

        assertThat(notes(body)).contains("there is no command 'nosuch' here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"if test -e /nowhere; then nosuch; fi", "nosuch || true", "test -e /nowhere && nosuch\ntrue"})
    void what_may_never_be_needed_is_a_note(String text) throws Exception {
        assertThat(notes(steps(text))).containsExactly("there is no command 'nosuch' here");
    }

    @Test
    void a_function_of_an_earlier_step_is_known() throws Exception {
        assertThat(notes(steps("deploy() { echo deployed; }") + "\n```bash\ndeploy\n```\n"))
                .isEmpty();
    }

    private static String steps(String text) {
        return "## Steps\n\n```bash\n" + text + "\n```\n";
    }

    private List<String> lacking(String body) throws InterruptedException {
        try (ForReal slipway = ForReal.of(folder, body)) {
            Start start = slipway.begin("release", Map.of());

            assertThat(slipway.desk().runs(1)).isEmpty();
            assertThat(start).isInstanceOf(Start.Lacking.class);
            return ((Start.Lacking) start)
                    .problems().stream()
                            .map(problem -> problem.span() + "  " + problem.says())
                            .toList();
        }
    }

    private List<String> notes(String body) throws InterruptedException {
        try (ForReal slipway = ForReal.of(folder, body)) {
            Start.Begun begun = (Start.Begun) slipway.begin("release", Map.of());
            begun.mover().close();
            return begun.notes().stream().map(Problem::says).toList();
        }
    }
}
