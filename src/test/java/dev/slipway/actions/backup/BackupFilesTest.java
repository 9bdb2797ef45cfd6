package dev.slipway.actions.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backup.Backup;
import dev.slipway.backup.Proving;
import dev.slipway.base.Data;
import dev.slipway.run.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("real")
class BackupFilesTest {

    @TempDir
    Path temporary;

    private Ground ground;
    private Path folder;

    @BeforeEach
    void make_the_folder() throws Exception {
        ground = new Ground(temporary);
        folder = Files.createDirectories(temporary.resolve("up loads"));
        Ground.shell(
                "cd '" + folder
                        + "' && mkdir -p a/b cache empty && printf one >a/1 && head -c 300000 /dev/urandom >a/b/large"
                        + " && printf x >cache/gone && ln -s ../nowhere a/link && ln a/1 a/same && mkfifo pipe"
                        + " && printf n >$'line\\nbreak \\\\ \"quoted\"' && touch -d '2001-02-03 04:05:06.123456789' a/1"
                        + " && chmod 4750 a/b/large && chmod 500 empty && : >./-dash",
                "");
    }

    @AfterEach
    void drop_it() throws Exception {
        Ground.shell("chmod -R u+w '" + folder + "'", "");
        ground.close();
    }

    private Outcome backup(Proving how) throws InterruptedException {
        return ground.perform(
                new BackupFiles(),
                Map.of(
                        "folder", Data.of(folder.toString()),
                        "store", Data.of("backups"),
                        "prove", Data.of(how.word()),
                        "exclude", new Data.Listing(List.of(Data.of("cache")))));
    }

    private List<String> beside() throws Exception {
        try (var all = Files.list(temporary)) {
            return all.map(each -> each.getFileName().toString())
                    .filter(name -> name.startsWith(".slipway"))
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource(Proving.class)
    void an_awkward_folder_is_packed_and_proved(Proving how) throws Exception {
        assertThat(backup(how)).isInstanceOf(Outcome.Succeeded.class);
        assertThat(ground.vault.catalogue().backups()).singleElement().matches(Backup::proven);
        assertThat(beside()).isEmpty();
    }

    @Test
    void what_the_entry_says_unpacks_it_with_the_plain_tools_alone() throws Exception {
        assertThat(backup(Proving.RESTORE)).isInstanceOf(Outcome.Succeeded.class);
        Path key = Files.writeString(
                temporary.resolve("key.txt"), ground.keys.identity().reveal() + "\n");
        Path copy = Files.createDirectories(temporary.resolve("copy"));
        String line = ground.vault.catalogue().backups().getFirst().restore();
        Ground.shell(
                "cd " + ground.store + " && "
                        + line.replace("KEYFILE", key.toString()).replace("FOLDER", copy.toString()),
                "");

        assertThat(new Tree(ground, copy.toString(), List.of()).content())
                .isEqualTo(new Tree(ground, folder.toString(), List.of("cache")).content());
        assertThat(copy.resolve("cache")).doesNotExist();
        assertThat(copy.resolve("a/1")).hasContent("one");
        Ground.shell("chmod -R u+w '" + copy + "'", "");
    }

    @Test
    void what_is_changed_while_it_is_read_is_noticed() throws Exception {
        Process writer = new ProcessBuilder(
                        "bash", "-c", "i=0; while :; do i=$((i+1)); echo $i >>\"$1/a/1\"; done", "w", folder.toString())
                .start();
        try {
            assertThat(backup(Proving.RESTORE))
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed -> assertThat(failed.reason())
                                    .containsAnyOf("was changed while it was read", "file changed as we read it"));
        } finally {
            writer.destroyForcibly().waitFor();
        }
        assertThat(ground.vault.catalogue().backups()).isEmpty();
        assertThat(ground.vault.catalogue().stray()).isEmpty();
    }

    @Test
    void a_folder_that_is_not_there_is_said() throws Exception {
        Path gone = temporary.resolve("gone");
        assertThat(ground.perform(
                        new BackupFiles(), Map.of("folder", Data.of(gone.toString()), "store", Data.of("backups"))))
                .isEqualTo(new Outcome.Failed("there is no folder " + gone));
    }
}
