package dev.slipway.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Operator;
import dev.slipway.cli.Around;
import dev.slipway.cli.Cli;
import dev.slipway.cli.Screen;
import dev.slipway.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code slipway adopt} as somebody types it. */
class AdoptCommandTest {
    private static final String DOCUMENT = """
            # Shop

            ## Deploy

            ```bash
            git checkout <tag>
            ./deploy
            ```

            ## Connect

            ```bash
            ssh shop-1
            ```
            """;

    @TempDir
    Path folder;

    private final List<String> asked = new ArrayList<>();

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("shop.md"), DOCUMENT);
    }

    private Typed.Said slipway(String... words) {
        return new Typed(folder, "ines").slipway(words);
    }

    /** At a terminal, where somebody types these lines. */
    private Typed.Said typing(List<String> lines, String... words) {
        Deque<String> left = new ArrayDeque<>(lines);
        Terminal terminal = new Terminal() {
            @Override
            public boolean present() {
                return true;
            }

            @Override
            public int columns() {
                return 80;
            }

            @Override
            public Optional<String> ask(String question) {
                asked.add(question);
                return Optional.ofNullable(left.poll());
            }

            @Override
            public Screen open() {
                throw new IllegalStateException("nothing is drawn");
            }

            @Override
            public void onInterrupt(Runnable pressed) {
                // nobody presses
            }
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        InstantSource clock = InstantSource.system();
        Around around = new Around(
                new Around.Channels(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        terminal),
                new Around.Surroundings(folder, Map.of(), new Operator("anna"), clock),
                ZoneOffset.UTC,
                new EmbeddedOffice(folder, System.getenv(), new Operator("ines"), clock));
        int exit = new Cli(around).run(List.of(words));
        return new Typed.Said(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void the_difference_is_shown_and_nothing_is_written() throws IOException {
        Typed.Said said = slipway("adopt", "shop.md");

        assertThat(said.exit()).isZero();
        assertThat(said.out())
                .startsWith("--- shop.md\n+++ shop.md\n@@ -1,2 +1,16 @@\n+---\n+slipway:\n")
                .contains("-git checkout <tag>\n+git checkout \"$TAG\"\n");
        assertThat(said.err()).endsWith("No runbook was written. Write it: slipway adopt shop.md -o RUNBOOK\n");
        assertThat(folder.resolve("shop.md")).hasContent(DOCUMENT);
        assertThat(folder.toFile().list()).containsExactly("shop.md");
    }

    @Test
    void what_was_written_can_be_planned_and_adopting_it_again_changes_nothing() throws IOException {
        assertThat(slipway("adopt", "shop.md", "-o", "runbook.md").exit()).isZero();
        String written = Files.readString(folder.resolve("runbook.md"));

        assertThat(slipway("plan", "runbook.md", "-i", "tag=v1").exit()).isZero();
        Typed.Said again = slipway("adopt", "runbook.md", "--in-place");
        assertThat(again.out()).isEqualTo("runbook.md is a runbook already: nothing was changed.\n");
        assertThat(folder.resolve("runbook.md")).hasContent(written);
    }

    @Test
    void a_file_that_exists_is_kept_unless_somebody_says_so() throws IOException {
        Files.writeString(folder.resolve("runbook.md"), "mine\n");

        Typed.Said said = slipway("adopt", "shop.md", "-o", "runbook.md");

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).isEqualTo("""
                slipway: runbook.md exists already
                   Name another file, or add --yes to write over it.
                """);
        assertThat(folder.resolve("runbook.md")).hasContent("mine\n");
        assertThat(slipway("adopt", "shop.md", "-o", "runbook.md", "--yes").exit())
                .isZero();
        assertThat(folder.resolve("runbook.md")).content().contains("slipway:");
    }

    @Test
    void at_a_terminal_it_asks_what_it_cannot_know_and_remembers() throws IOException {
        Typed.Said said = typing(List.of("", "perhaps", "yes"), "adopt", "shop.md", "--in-place");

        assertThat(said.exit()).isZero();
        assertThat(asked)
                .containsExactly(
                        "shop.md:1  What is called the service, with whose name runs are kept and locked? [shop] ",
                        "shop.md:13  'ssh shop-1' opens a shell, and what follows is typed there. Does Slipway run there already, as that user? (no, yes) [no] ",
                        "shop.md:13  'ssh shop-1' opens a shell, and what follows is typed there. Does Slipway run there already, as that user? (no, yes) [no] ");
        assertThat(folder.resolve("shop.md.answers"))
                .content()
                .startsWith("# What people have answered to 'slipway adopt'.\n")
                .contains("service: shop\n", "session-connect: yes\n");
        assertThat(folder.resolve("shop.md")).content().doesNotContain("- [ ] By hand");

        Files.writeString(folder.resolve("shop.md"), DOCUMENT);
        asked.clear();
        typing(List.of(), "adopt", "shop.md");
        assertThat(asked).isEmpty();
    }

    @Test
    void an_answer_to_nothing_is_told_with_the_nearest_question() throws IOException {
        Files.writeString(folder.resolve("told"), "servce: shop\n");

        Typed.Said said = slipway("adopt", "shop.md", "--answers", "told");

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err())
                .startsWith("slipway: told answers 'servce', which nobody asks\n")
                .contains("'service'");
    }

    @Test
    void a_line_that_is_no_answer_is_shown() throws IOException {
        Files.writeString(folder.resolve("told"), "# fine\nservice shop\n");

        Typed.Said said = slipway("adopt", "shop.md", "--answers", "told");

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).isEqualTo("""
                told:2:1  this line is no answer
                    2 | service shop
                      | ^^^^^^^^^^^^
                   An answer is written as: key: answer

                1 problem. Nothing was written.
                """);
    }

    @Test
    void a_damaged_document_is_refused_with_the_evidence() throws IOException {
        Files.writeString(folder.resolve("shop.md"), "# Shop\n\n## Deploy\n\n```bash\n./deploy\n\n## Rollback\n");

        Typed.Said said = slipway("adopt", "shop.md", "--in-place");

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).isEqualTo("""
                shop.md:5:1  this fence is never closed
                    5 | ```bash
                      | ^^^^^^^
                   Everything below it counts as its text. Close it where its commands end.

                1 problem. Nothing was written.
                """);
    }

    @Test
    void explain_says_why() {
        assertThat(slipway("adopt", "shop.md", "--explain").out()).isEqualTo("""
                shop.md:5-8       a step
                    Commands.
                shop.md:12-14     by hand: a question
                    It opens a session at a terminal.
                """);
    }

    @Test
    void what_only_a_shell_knows_to_be_wrong_is_left_to_a_person() throws IOException {
        Files.writeString(
                folder.resolve("shop.md"),
                "# Shop\n\n## Deploy\n\n```bash\necho $(( 1 + )) ; for\n```\n\n```bash\n./deploy\n```\n");

        assertThat(slipway("adopt", "shop.md", "-o", "runbook.md").exit()).isZero();

        assertThat(slipway("plan", "runbook.md").exit()).isZero();
        assertThat(folder.resolve("runbook.md")).content().contains("- [ ] By hand: `echo $(( 1 + )) ; for`");
    }

    @Test
    void the_guide_shows_what_comes_out() throws IOException {
        String page = Files.readString(Path.of("docs/adopt.md"));
        Files.writeString(folder.resolve("shop.md"), fence(page, "````text\n"));

        assertThat(slipway("adopt", "shop.md", "-o", "runbook.md").exit()).isZero();

        assertThat(folder.resolve("runbook.md"))
                .hasContent(fence(page, "````markdown runbook release -i tag=v1.2.3\n"));
    }

    private static String fence(String page, String opening) {
        int from = page.indexOf(opening) + opening.length();
        return page.substring(from, page.indexOf("````\n", from));
    }

    /** The shells themselves judge what was written. */
    @Test
    void every_document_of_the_collection_is_written_or_says_why_not() throws IOException {
        for (Path document : AdoptedDocumentsTest.documents()) {
            String name = document.getFileName().toString();
            Files.copy(document, folder.resolve("tried-" + name));

            Typed.Said said = slipway("adopt", "tried-" + name, "-o", "runbook-" + name);

            boolean refused = AdoptedDocumentsTest.REFUSED.contains(name);
            assertThat(said.exit()).as(name + "\n" + said.err()).isEqualTo(refused ? 2 : 0);
            assertThat(said.err()).contains(refused ? "Nothing was written." : "Written: runbook-" + name);
        }
    }
}
