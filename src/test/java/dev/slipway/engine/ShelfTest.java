package dev.slipway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A runbook is read with every file that its calls lead to. */
class ShelfTest {
    private static final String BOOK = """
            ---
            slipway:
              version: 1
              procedures: {release: {run: [steps]}}
            ---
            # Steps
            See [Backups](docs/backups.md#backups). <!-- slipway: call -->
            """;

    @TempDir
    Path folder;

    @Test
    void a_document_that_is_no_runbook_itself_can_be_called() throws IOException {
        write("docs/backups.md", "# Backups\nSee [Disks](more/disks.md#disks). <!-- slipway: call -->\n");
        write("docs/more/disks.md", "---\ntitle: Disks\n---\n# Disks\n");

        Shelf shelf = shelf();

        assertThat(problems(shelf)).isEmpty();
        assertThat(shelf.called()).containsOnlyKeys("docs/backups.md", "docs/more/disks.md");
        assertThat(shelf.sources()).containsOnlyKeys("runbook.md", "docs/backups.md", "docs/more/disks.md");
    }

    @Test
    void problems_of_a_called_document_count() throws IOException {
        write("docs/backups.md", "---\nslipway: here\n---\n# Backups\n");

        assertThat(problems(shelf())).startsWith("docs/backups.md:2:1  'slipway' must be a mapping, not text");
    }

    @Test
    void what_is_wrong_in_slipway_yaml_is_said_once_however_many_documents_share_it() throws IOException {
        write("slipway.yaml", "plaices: {}\n");
        write("docs/backups.md", "# Backups\n");

        assertThat(shelf().problems()).extracting(Problem::says).hasSize(1);
    }

    @Test
    void a_called_document_that_is_missing_is_left_to_the_plan() throws IOException {
        Shelf shelf = shelf();

        assertThat(problems(shelf)).isEmpty();
        assertThat(shelf.called()).isEmpty();
    }

    private Shelf shelf() throws IOException {
        write("runbook.md", BOOK);
        Shelf shelf = new Shelf(folder, Path.of("runbook.md"));
        assertThat(shelf.read()).isPresent();
        return shelf;
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String problems(Shelf shelf) {
        return shelf.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }
}
