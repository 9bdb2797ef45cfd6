package dev.slipway.broken;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.broken.BrokenTable.Broken;
import dev.slipway.engine.Draft;
import dev.slipway.engine.ForReal;
import dev.slipway.report.ProblemText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A mistake gets a sentence: where, what, the words themselves, what to do. Never a stack trace, never half a run. */
class BrokenRunbooksTest {
    private static final String FRONT = """
            ---
            slipway:
              version: 1
              service: shop
              procedures: {release: {run: [steps]}}
            ---

            ## Steps

            """;

    @TempDir
    Path folder;

    static Stream<Broken> table() {
        return BrokenTable.read().stream();
    }

    @ParameterizedTest
    @MethodSource("table")
    void a_broken_runbook_is_answered_with_its_message(Broken broken) throws Exception {
        Files.writeString(folder.resolve("runbook.md"), broken.whole());

        String said = said("runbook.md", broken.words());

        if (Boolean.getBoolean("golden.update")) {
            BrokenTable.update(broken, said);
        } else {
            assertThat(said).isEqualTo(broken.message());
        }
    }

    /** What {@code slipway plan DOCUMENT WORDS} says. */
    private String said(String document, String words) throws InterruptedException {
        try (ForReal slipway = new ForReal(folder, folder.resolve(".slipway"), Map.of(), "anna")) {
            Draft draft = slipway.desk().draft(wish(document, words));
            assertThat(slipway.desk().runs(1)).isEmpty();
            return said(draft).strip();
        }
    }

    private static String said(Draft draft) {
        return switch (draft) {
            case Draft.Refused refused ->
                ProblemText.of(refused.problems(), refused.sources(), "Nothing has been run.", 80);
            case Draft.Unusable unusable -> unusable.says() + "\n   " + unusable.help();
            case Draft.Wanting wanting ->
                wanting.inputs().stream()
                        .map(input -> "asks for " + input.name().text() + ", " + input.description())
                        .collect(Collectors.joining("\n"));
            case Draft.Ready _ -> "nothing is wrong with it";
        };
    }

    private static Draft.Wish wish(String document, String words) {
        List<String> all = new ArrayList<>(words.isEmpty() ? List.of("release") : List.of(words.split(" ")));
        String what = all.removeFirst();
        Optional<String> environment = Optional.empty();
        if (!all.isEmpty() && all.getFirst().equals("-e")) {
            environment = Optional.of(all.get(1));
            all.subList(0, 2).clear();
        }
        return new Draft.Wish(Path.of(document), Optional.of(what), environment, ForReal.told(all));
    }

    @Test
    void the_table_has_enough_of_them() {
        assertThat(table().map(Broken::name).distinct().count()).isGreaterThanOrEqualTo(70);
    }

    @Test
    void a_file_that_is_not_there() throws Exception {
        assertThat(said("runbok.md", "")).isEqualTo("""
                runbok.md:1:1  there is no such file
                   Name the runbook's file.

                1 problem. Nothing has been run.""");
    }

    @Test
    void a_folder() throws Exception {
        Files.createDirectory(folder.resolve("docs"));

        assertThat(said("docs", "")).isEqualTo("""
                docs:1:1  it is a folder
                   Name the runbook's file.

                1 problem. Nothing has been run.""");
    }

    /** Whoever runs the tests may read every file, so it is one that nobody can read. */
    @Test
    void a_file_that_cannot_be_read() throws Exception {
        Files.createSymbolicLink(folder.resolve("runbook.md"), Path.of("/proc/self/mem"));

        assertThat(said("runbook.md", "")).isEqualTo("""
                runbook.md:1:1  it cannot be read
                   Name the runbook's file.

                1 problem. Nothing has been run.""");
    }

    @Test
    void an_mdx_document() throws Exception {
        Files.writeString(folder.resolve("runbook.mdx"), FRONT);

        assertThat(said("runbook.mdx", "")).isEqualTo("""
                runbook.mdx:1:1  an MDX document cannot be a runbook: MDX refuses HTML comments, and directives are such
                   Keep the runbook in a file that ends in .md.

                1 problem. Nothing has been run.""");
    }

    @Test
    void a_document_that_is_not_utf_8() throws Exception {
        write("## Steps\n\n```bash\necho caf".getBytes(UTF_8), new byte[] {(byte) 0xE9, '\n'}, "```\n".getBytes(UTF_8));

        assertThat(said("runbook.md", "")).isEqualTo("""
                runbook.md:4:9  the byte 0xE9 here is not UTF-8
                   Save the file as UTF-8.

                1 problem. Nothing has been run.""");
    }

    private void write(byte[]... parts) throws IOException {
        try (var out = Files.newOutputStream(folder.resolve("runbook.md"))) {
            for (byte[] part : parts) {
                out.write(part);
            }
        }
    }

    @Test
    void a_document_of_more_than_five_megabytes() throws Exception {
        Files.writeString(folder.resolve("runbook.md"), FRONT + "Some words.\n".repeat(420_000));

        assertThat(said("runbook.md", "")).isEqualTo("""
                runbook.md:1:1  this document has more than 5 MB
                   Split it: a section of another file is performed by a link with <!-- slipway: call --> after it.

                1 problem. Nothing has been run.""");
    }

    @Test
    void more_than_ten_thousand_steps() throws Exception {
        Files.writeString(folder.resolve("runbook.md"), FRONT + "```bash\ntrue\n```\n\n".repeat(10_001));

        assertThat(said("runbook.md", "")).isEqualTo("""
                runbook.md:40010:1  this document has more than 10,000 steps
                40010 | ```bash
                      | ^^^^^^^
                   Split it into several.

                runbook.md:40010:1  this procedure reaches more than 10,000 steps and questions
                40010 | ```bash
                      | ^^^^^^^
                   Split it into several procedures.

                2 problems. Nothing has been run.""");
    }

    @Test
    void lists_that_are_nested_too_deeply() throws Exception {
        StringBuilder text = new StringBuilder(FRONT);
        for (int level = 0; level < 40; level++) {
            text.append("  ".repeat(level)).append("- item\n");
        }
        Files.writeString(folder.resolve("runbook.md"), text + "\n```bash\ntrue\n```\n");

        assertThat(said("runbook.md", "")).isEqualTo("""
                runbook.md:43:67  lists and quotes are nested deeper than 32 levels here
                   43 |                                                                   - item
                      |                                                                   ^^^^^^
                   Nothing below this is read.

                1 problem. Nothing has been run.""");
    }

    @Test
    void an_empty_document() throws Exception {
        Files.writeString(folder.resolve("runbook.md"), "");

        assertThat(said("runbook.md", "")).isEqualTo("""
                runbook.md:1:1  this document has no front matter
                    1 |
                      | ^
                   Begin the document with:
                   ---
                   slipway:
                     version: 1
                     procedures:
                       release: {run: [name-of-a-section]}
                   ---

                1 problem. Nothing has been run.""");
    }

    @Test
    void a_binary_file() throws Exception {
        write(new byte[] {0, 1, 2, 3, (byte) 0xFF, (byte) 0xFE});

        assertThat(said("runbook.md", "")).isEqualTo("""
                runbook.md:1:5  the byte 0xFF here is not UTF-8
                   Save the file as UTF-8.

                1 problem. Nothing has been run.""");
    }
}
