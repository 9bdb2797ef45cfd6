package dev.slipway.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.main.Typed.Said;
import dev.slipway.operations.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands, in-process, on real shells and a real journal. */
class CommandsTest {
    private static final String RELEASE = """
            ---
            title: Shop
            slipway:
              version: 1
              service: shop
              inputs:
                version: {description: Tag to release, pattern: 'v\\d+'}
                break: {type: boolean, default: false}
              procedures:
                release: {run: [deploy]}
            ---

            # Shop

            ## Deploy

            <!-- slipway: step id=copy -->
            ```bash
            # Copy the files
            echo "copying $VERSION"
            touch copied
            ```

            <!-- slipway: undo of=copy -->
            ```bash
            rm copied
            ```

            <!-- slipway: step id=check -->
            ```bash
            # Look at it
            if [ "$BREAK" = true ]; then echo broken >&2; false; fi
            ```
            """;

    static final String GATED = """
            ---
            title: Gated
            slipway:
              version: 1
              service: gated
              procedures:
                release: {run: [ready, deploy]}
            ---

            # Gated

            ## Ready

            <!-- slipway: gate -->
            - **Backup** is there
            - **Team** is told

            ## Deploy

            <!-- slipway: step id=go -->
            ```bash
            # Go
            touch gone
            ```
            """;

    @TempDir
    Path folder;

    private Typed typed;

    @BeforeEach
    void atAKeyboard() {
        typed = new Typed(folder, "ann").runbook(RELEASE);
    }

    @Test
    void a_plan_touches_nothing() throws IOException {
        Said plan = typed.slipway("plan", "runbook.md", "-i", "version=v1");

        assertThat(plan.exit()).isZero();
        assertThat(plan.out())
                .contains("Nothing has been touched. Run it: slipway run runbook.md release -i version=v1");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("runbook.md");
        }
    }

    @Test
    void a_command_that_is_not_there_is_told_before_the_first_step() throws IOException {
        Said run = new Typed(folder, "ann")
                .runbook(RELEASE.replace("touch copied", "copy-it-nowhere"))
                .slipway("run", "runbook.md", "-i", "version=v1");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("runbook.md:21:1  there is no command 'copy-it-nowhere' here\n");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("runbook.md");
        }
    }

    @Test
    void a_run_that_succeeds_says_each_step_and_exits_with_0() {
        Said run = typed.slipway("run", "runbook.md", "-i", "version=v1");

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(withoutTimes(run.out())).isEqualTo("""
                Shop v1 → default · run RUN · digest DIGEST
                TIME ▸ copy  Copy the files
                           copying v1
                TIME ✓ copy
                TIME ▸ check  Look at it
                TIME ✓ check

                ✓ Shop v1 → default: succeeded after TOOK
                Record: slipway report RUN
                """);
        assertThat(folder.resolve("copied")).exists();
    }

    @Test
    void a_failure_is_taken_back_and_exits_with_1() {
        Said run = typed.slipway("run", "runbook.md", "-i", "version=v1", "-i", "break=true");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(withoutTimes(run.out())).endsWith("""
                TIME ✗ check: exit status 1 after TOOK
                TIME ◂ taking back: check: exit status 1 after TOOK
                TIME = check left as is: nothing says how to take it back
                TIME ◂ undo copy  Copy the files
                TIME ↶ copy undone

                ✗ Shop v1 → default: failed and was taken back after TOOK (check: exit status 1 after TOOK)
                  undone   copy
                  as is    check
                Record: slipway report RUN
                """);
        assertThat(folder.resolve("copied")).doesNotExist();
        assertThat(typed.slipway("logs", "last", "check").out()).isEqualTo("--- check, stderr ---\nbroken\n");
    }

    @Test
    void a_gate_with_nobody_to_ask_exits_with_3_and_names_the_commands_that_answer_it() {
        typed.runbook(GATED);
        Said run = typed.slipway("run", "runbook.md");

        assertThat(run.exit()).isEqualTo(3);
        assertThat(withoutTimes(run.out())).endsWith("""
                ? Ready waits for a person
                  · Backup is there
                      slipway sign RUN ready/backup
                  · Team is told
                      slipway sign RUN ready/team
                  all of them: slipway sign RUN ready@DIGEST
                Take back: slipway rollback RUN
                """);

        assertThat(typed.slipway("sign", "last", "ready/backup=restored today").exit())
                .isZero();
        assertThat(withoutTimes(typed.slipway("sign", "last", "ready/team").out()))
                .isEqualTo("Recorded.\nGo on: slipway resume RUN\n");
        assertThat(typed.slipway("resume", "last").exit()).isZero();
        assertThat(folder.resolve("gone")).exists();
        assertThat(typed.slipway("report", "last").out()).contains("restored today");
    }

    @Test
    void signatures_given_ahead_let_a_run_pass() {
        typed.runbook(GATED);

        Said run = typed.slipway("run", "runbook.md", "--sign", "ready/backup=seen", "--sign", "ready/team");

        assertThat(run.exit()).isZero();
    }

    @Test
    void a_signature_that_meets_no_question_is_refused_before_anything_runs() {
        typed.runbook(GATED);

        Said run = typed.slipway("run", "runbook.md", "--sign", "ready/backp");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("""
                slipway: --sign ready/backp meets no question of this runbook
                   Questions: ready/backup, ready/team. Did you mean 'ready/backup'?
                """);
        assertThat(folder.resolve(".slipway")).doesNotExist();
    }

    @Test
    void another_run_that_has_the_lock_is_named_with_what_can_be_done_and_exits_with_5() {
        typed.runbook(GATED);
        typed.slipway("run", "runbook.md");

        Said second = typed.as("bob").slipway("run", "runbook.md");

        assertThat(second.exit()).isEqualTo(5);
        assertThat(withoutTimes(second.err())).isEqualTo("""
                slipway: gated / default is locked by run RUN (release, started by ann TOOK ago)
                   It waits for a person at ready. No process moves it.
                   See: slipway show RUN · go on with it: slipway resume RUN · end it: slipway abort RUN
                """);
    }

    @Test
    void json_is_the_journal_line_by_line_with_the_ending_last() {
        Said run = typed.slipway("run", "runbook.md", "-i", "version=v1", "--json");

        List<String> lines = run.out().lines().toList();
        assertThat(lines).allSatisfy(line -> assertThat(Json.read(line)).isNotNull());
        assertThat(lines.getFirst()).contains("\"seq\":1,\"event\":\"run-started\"");
        assertThat(lines.getLast()).matches("\\{\"run\":\"r\\w+\",\"ending\":\"succeeded\",\"exit\":0}");
        assertThat(typed.slipway("show", "last", "--json").out().lines().toList())
                .isEqualTo(lines.subList(0, lines.size() - 1));
    }

    @Test
    void a_secret_is_shown_nowhere() throws IOException {
        String secret = "correct-horse-battery";
        typed.with("API_TOKEN", secret)
                .runbook(RELEASE.replace("  inputs:", "  env:\n    API_TOKEN: {from: env, secret: true}\n  inputs:")
                        .replace(
                                "echo \"copying $VERSION\"",
                                "echo \"token $API_TOKEN\"; echo \"v=$API_TOKEN\" >> \"$SLIPWAY_OUTPUT\""));

        Said run = typed.slipway("run", "runbook.md", "-i", "version=v1");

        assertThat(run.out()).contains("token [REDACTED:API_TOKEN]");
        String all = run.out() + run.err();
        for (String words : List.of(
                "show last",
                "show last --json",
                "logs last",
                "report last --format html",
                "report last --format json",
                "report last",
                "runs")) {
            all += typed.slipway(words.split(" ", -1)).out();
        }
        assertThat(all).doesNotContain(secret);
        try (Stream<Path> files = Files.walk(folder.resolve(".slipway/runs"))) {
            assertThat(files.filter(file -> file.toString().contains("/logs/") || file.endsWith("report.html")))
                    .allSatisfy(file -> {
                        if (Files.isRegularFile(file)) {
                            assertThat(file).content().doesNotContain(secret);
                        }
                    });
        }
    }

    @Test
    void a_journal_that_cannot_be_used_is_said_in_the_journals_own_sentence() throws IOException {
        Files.createDirectory(folder.resolve(".slipway"));
        Files.writeString(
                folder.resolve(".slipway/journal.db"), "This is something else altogether, kept here by somebody.");

        Said runs = typed.slipway("runs");

        assertThat(runs.exit()).isEqualTo(1);
        assertThat(runs.err())
                .isEqualTo("slipway: " + folder.resolve(".slipway/journal.db")
                        + " is not a journal of Slipway: put it aside, or name another state directory\n");
    }

    @Test
    void a_broken_runbook_is_shown_with_the_words_underlined_and_exits_with_2() {
        typed.runbook(RELEASE.replace("run: [deploy]", "run: [deplyo]"));

        Said run = typed.slipway("run", "runbook.md", "-i", "version=v1");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("""
                runbook.md:10:21  no section is called 'deplyo'
                   10 |     release: {run: [deplyo]}
                      |                     ^^^^^^
                """).endsWith("1 problem. Nothing has been run.\n");
    }

    @Test
    void a_wanted_input_is_asked_for_by_its_name() {
        Said run = typed.slipway("run", "runbook.md");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("""
                slipway: an input is missing: version (Tag to release)
                   Add: -i version=…
                """);
    }

    @Test
    void what_was_mistyped_gets_one_sentence_with_the_nearest_name() {
        assertThat(typed.slipway("run", "runbook.md", "--jsn").err()).isEqualTo("""
                slipway: slipway run has no option '--jsn'
                   Did you mean '--json'? See: slipway run --help
                """);
        assertThat(typed.slipway("run").err())
                .isEqualTo("slipway: slipway run needs DOC\n   See: slipway run --help\n");
        assertThat(typed.slipway("run", "runbook.md", "-i", "v1").err()).isEqualTo("""
                slipway: -i v1 is not of the form name=value
                   Such as: -i version=1.2.3
                """);
        assertThat(typed.slipway("actions", "check.htp").err()).contains("Did you mean 'check.http'?");
        assertThat(typed.slipway("show", "last").err()).startsWith("slipway: there is no .slipway folder");
    }

    @Test
    void an_unknown_run_is_said_with_the_newest() {
        typed.slipway("run", "runbook.md", "-i", "version=v1");

        Said show = typed.slipway("show", "zzz");

        assertThat(show.exit()).isEqualTo(2);
        assertThat(withoutTimes(show.err())).isEqualTo("""
                slipway: there is no run 'zzz'
                   The newest: RUN. All: slipway runs
                """);
    }

    @Test
    void the_journal_is_verified_and_the_page_is_kept() throws IOException {
        Said run = typed.slipway("run", "runbook.md", "-i", "version=v1");
        String id = run.last().replaceAll(".* ", "");

        assertThat(typed.slipway("journal", "verify").out()).startsWith("✓ " + id + "  ");
        assertThat(folder.resolve(".slipway/runs/" + id + "/report.html"))
                .content()
                .startsWith("<!doctype html>");
        assertThat(typed.slipway("runs").out()).contains("Shop v1 (release)").contains("succeeded");
    }

    @Test
    void every_command_explains_itself() {
        for (String line : typed.slipway("--help")
                .out()
                .lines()
                .filter(l -> l.startsWith("  "))
                .toList()) {
            String command = line.strip().split(" ", 2)[0];
            Said help = typed.slipway(command, "--help");
            assertThat(help.exit()).as(command).isZero();
            assertThat(help.out()).as(command).startsWith("Usage: slipway " + command);
        }
    }

    private static String withoutTimes(String text) {
        return text.replaceAll("(?m)^\\d\\d:\\d\\d:\\d\\d", "TIME")
                .replaceAll("after \\d+(\\.\\d)? s", "after TOOK")
                .replaceAll("\\d+(\\.\\d)? s ago", "TOOK ago")
                .replaceAll("\\br(?!esume|eport)[0-9a-z]{5}\\b", "RUN")
                .replaceAll("digest [0-9a-f]{6}", "digest DIGEST")
                .replaceAll("@[0-9a-f]{6}", "@DIGEST");
    }
}
