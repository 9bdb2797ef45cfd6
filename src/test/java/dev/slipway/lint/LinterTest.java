package dev.slipway.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is silenced, what is said of allow directives, and where rules look. */
class LinterTest {

    @Test
    void an_allowance_with_a_reason_silences_its_block_alone() {
        assertThat(codes("""
                # Release

                <!-- slipway: allow codes=SW301 because="the board needs half a minute" -->

                ```bash
                sleep 30
                ```

                ```bash
                sleep 30
                ```
                """)).containsExactly("SW301 in line 10");
    }

    @Test
    void an_allowance_before_a_heading_silences_its_section_with_those_below() {
        assertThat(codes("""
                # Release

                ```bash
                sleep 30
                ```

                <!-- slipway: allow codes=SW301 because="the board needs half a minute" -->
                ## Boards

                ```bash
                sleep 30
                ```

                ### Second board

                1. Wait

                   ```bash
                   sleep 30
                   ```

                ## Shops

                ```bash
                sleep 30
                ```
                """)).containsExactly("SW301 in line 4", "SW301 in line 25");
    }

    @Test
    void what_is_too_much_to_be_looked_at_is_said() {
        assertThat(codes("# Release\n\n```bash\n" + "ls -l\n".repeat(5_000) + "```\n"))
                .isEmpty();
        assertThat(codes("# Release\n\n```bash\n" + "ls -l\n".repeat(5_000) + "```\n\n```bash\ndf -h\nsleep 30\n```\n"))
                .containsExactly("SW902 in line 5007");
        assertThat(codes("# Release\n\n```bash\n" + "#".repeat(100_001) + "\n```\n\n```bash\nsleep 30\n```\n"))
                .containsExactly("SW902 in line 3", "SW301 in line 8");
        assertThat(codes("# Release\n\n```json\n" + "#".repeat(100_001) + "\n```\n"))
                .isEmpty();
    }

    @Test
    void an_allowance_that_silences_nothing_is_found() {
        assertThat(codes("""
                # Release

                <!-- slipway: allow codes=SW301,SW405 because="the board needs half a minute" -->

                ```bash
                sleep 30
                ```
                """)).containsExactly("SW901 in line 3");
    }

    @Test
    void an_unknown_code_is_a_problem_with_the_nearest() {
        List<Problem> problems = Linter.look(new Source("x.md", """
                        <!-- slipway: allow codes=SW391 because="so" -->

                        ```bash
                        sleep 30
                        ```
                        """)).problems();

        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst().says()).isEqualTo("no rule has the code SW391");
        assertThat(problems.getFirst().span()).hasToString("x.md:1:27");
        assertThat(problems.getFirst().help()).startsWith("Did you mean 'SW301'?");
    }

    @Test
    void an_allowance_needs_its_reason() {
        assertThat(Linter.look(new Source("x.md", """
                                <!-- slipway: allow codes=SW301 -->

                                ```bash
                                sleep 30
                                ```
                                """)).problems())
                .extracting(Problem::says)
                .containsExactly("'allow' needs because=");
    }

    @Test
    void a_called_section_is_performed_where_it_is_called() {
        assertThat(codes("""
                # Release

                ```bash
                docker compose down
                ```

                See [the check](#check) for what comes next.

                ```bash
                docker compose up -d --wait
                ```

                ## Check

                ```bash
                docker compose exec -T web ./bin/check
                ```
                """)).contains("SW207 in line 16");
    }

    @Test
    void options_exclude_one_another() {
        assertThat(codes("""
                # Release

                **Option A: everything**

                ```bash
                docker compose stop
                ```

                **Option B: nothing**

                ```bash
                docker compose exec -T web ./bin/check
                ```
                """)).isEmpty();
    }

    @Test
    void what_a_heredoc_or_ssh_holds_is_looked_at_too() {
        assertThat(codes("""
                # Release

                ```bash
                ssh shop-1 'cd /srv/shop; curl http://localhost/health'
                ssh shop-1 <<'EOF'
                sleep 30
                EOF
                ```
                """)).containsExactly("SW401 in line 4", "SW301 in line 6");
    }

    @Test
    void prompts_and_output_are_no_commands() {
        assertThat(codes("""
                # Release

                ```console
                $ docker compose ps
                NAME   STATUS
                watch  Up 3 minutes
                ```
                """)).isEmpty();
    }

    private static List<String> codes(String text) {
        return Linter.look(new Source("x.md", text)).findings().stream()
                .map(finding -> finding.code() + " in line " + finding.span().line())
                .toList();
    }
}
