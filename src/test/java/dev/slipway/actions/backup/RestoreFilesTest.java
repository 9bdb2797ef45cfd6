package dev.slipway.actions.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backup.Backup;
import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import dev.slipway.run.Outcome;
import dev.slipway.run.Sighting;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("real")
class RestoreFilesTest {

    @TempDir
    Path temporary;

    private final RestoreFiles action = new RestoreFiles();
    private Ground ground;
    private Path folder;

    @BeforeEach
    void make_a_folder_with_a_proven_backup() throws Exception {
        ground = new Ground(temporary);
        folder = Files.createDirectories(temporary.resolve("srv/up loads"));
        shell("mkdir -p a/b && printf one >a/1 && ln a/1 a/same && ln -s ../nowhere a/link && printf x >$'line\nbreak'"
                + " && touch -d '2001-02-03 04:05:06.123456789' a/1 && chmod 2751 a/b && printf two >a/b/2"
                + " && chmod 400 a/b/2 && chown 1234:4321 a/b/2");
        backUp();
    }

    @AfterEach
    void drop_it() {
        ground.close();
    }

    private String shell(String line) {
        return Ground.shell("cd '" + folder + "' && " + line, "");
    }

    private void backUp() throws InterruptedException {
        assertThat(ground.perform(
                        new BackupFiles(), Map.of("folder", Data.of(folder.toString()), "store", Data.of("backups"))))
                .isInstanceOf(Outcome.Succeeded.class);
    }

    private RestoreFiles.Return wanted(String... more) {
        Map<String, Data> all = new LinkedHashMap<>();
        all.put("folder", Data.of(folder.toString()));
        all.put("store", Data.of("backups"));
        all.put("identity", Data.of("$AGE_KEY"));
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], Data.of(more[i + 1]));
        }
        return action.parameters().bind(new Data.Mapping(all));
    }

    private Outcome restore(String... more) throws InterruptedException {
        return action.perform(wanted(more), ground);
    }

    private Backup backup() throws Exception {
        return ground.vault.catalogue().backups().getLast();
    }

    private List<String> beside() throws Exception {
        try (var all = Files.list(folder.getParent())) {
            return all.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    private String content() throws Exception {
        return new Tree(ground, folder.toString(), List.of()).content();
    }

    @Test
    void all_of_it_comes_back_the_old_one_is_kept_and_undo_swaps_back() throws Exception {
        String before = content();
        shell("rm a/1 && printf other >a/same && chmod 777 a/b/2 && printf new >new");
        String changed = content();

        Outcome.Succeeded done = (Outcome.Succeeded) restore("loss", "accept");
        assertThat(content()).isEqualTo(before);
        assertThat(shell("stat -c '%h %y' a/1; stat -c '%a %u:%g' a/b/2; stat -c %a a/b; readlink a/link"))
                .isEqualTo("2 2001-02-03 04:05:06.123456789 +0000\n400 1234:4321\n2751\n../nowhere");
        String old = done.outputs().getOrDefault("old", Data.nothing()).plain();
        assertThat(old).matches(folder + "_before_\\d{8}_\\d{6}");
        assertThat(beside())
                .containsExactly("up loads", Path.of(old).getFileName().toString());
        assertThat(action.look(wanted(), ground)).isEqualTo(new Sighting.Applied(Map.of("old", Data.of(old))));

        Outcome.Succeeded undone = (Outcome.Succeeded) action.undo(wanted(), ground);
        assertThat(content()).isEqualTo(changed);
        assertThat(action.look(wanted(), ground)).isEqualTo(new Sighting.Absent());
        assertThat(beside())
                .containsExactly(
                        "up loads",
                        Path.of(undone.outputs()
                                        .getOrDefault("undone", Data.nothing())
                                        .plain())
                                .getFileName()
                                .toString());
    }

    @Test
    void what_was_written_since_is_said_and_trying_again_is_the_answer() throws Exception {
        shell("printf changed >a/1 && printf 1 >new1 && printf 2 >new2 && rm a/link");
        String says = "with " + backup().name() + " of " + backup().made().at()
                + " would be lost: 2 files that the backup has not (new1, new2);"
                + " 2 files with other contents or rights (a/1, a/same); 1 file that would be back (a/link)."
                + " Nothing has changed; to lose it, try this step again";
        assertThat(restore()).isEqualTo(new Outcome.Failed(says));
        assertThat(action.look(wanted(), ground)).isInstanceOf(Sighting.Unknown.class);
        assertThat(beside()).containsExactly("up loads");
        assertThat(folder.resolve("a/1")).hasContent("changed");

        assertThat(restore()).isInstanceOf(Outcome.Succeeded.class);
        assertThat(folder.resolve("a/1")).hasContent("one");
    }

    @Test
    void a_folder_that_is_lost_is_there_again_and_undo_takes_it_away() throws Exception {
        String before = content();
        Ground.shell("rm -rf '" + folder + "'", "");
        assertThat(restore()).isInstanceOf(Outcome.Succeeded.class);
        assertThat(content()).isEqualTo(before);
        assertThat(action.undo(wanted(), ground)).isInstanceOf(Outcome.Succeeded.class);
        assertThat(folder).doesNotExist();
    }

    @Test
    void a_machine_that_stopped_between_the_renames_is_mended() throws Exception {
        String before = content();
        FolderSwap swap = FolderSwap.of(ground, folder.toString());
        swap.makeSide();
        Memory memory = new Memory(ground);
        memory.remember("old", folder + "_before_1");
        memory.remember("was", shell("stat -c %d:%i ."));
        memory.remember("new", Ground.shell("stat -c %d:%i '" + swap.side() + "'", ""));
        Files.move(folder, Path.of(folder + "_before_1"));

        assertThat(action.look(wanted(), ground)).isEqualTo(new Sighting.Absent());
        assertThat(action.undo(wanted(), ground))
                .isEqualTo(new Outcome.Succeeded("nothing had been replaced", Map.of()));
        assertThat(content()).isEqualTo(before);
        assertThat(beside()).containsExactly("up loads");
    }

    @Test
    void a_blob_with_one_bit_flipped_changes_nothing() throws Exception {
        String before = content();
        Path blob = ground.store.resolve(backup().sealed().blob());
        try (FileChannel file = FileChannel.open(blob, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            long at = file.size() - 40;
            file.read(one, at);
            file.write(ByteBuffer.wrap(new byte[] {(byte) (one.get(0) ^ 4)}), at);
        }
        assertThat(restore("loss", "accept")).isInstanceOf(Outcome.Failed.class);
        assertThat(content()).isEqualTo(before);
        assertThat(beside()).containsExactly("up loads");
    }

    @Test
    void what_is_not_what_the_catalogue_says_is_not_put_in_place() throws Exception {
        Backup backup = backup();
        Backup.What what = backup.what();
        ground.vault.enter(new Backup(
                backup.name(),
                new Backup.What(
                        what.kind(),
                        what.subject(),
                        what.where(),
                        "",
                        Optional.empty(),
                        what.bytes(),
                        Optional.of(Digest.of("another"))),
                backup.made(),
                backup.sealed(),
                backup.asked(),
                backup.proof(),
                backup.restore()));
        assertThat(restore())
                .isEqualTo(new Outcome.Failed("what was unpacked is not what " + backup.name()
                        + " was made of: names, rights, owners or times could not be brought back here; nothing has"
                        + " changed"));
        assertThat(beside()).containsExactly("up loads");
    }

    @Test
    void the_newest_proven_one_is_never_that_of_another_machine() throws Exception {
        Backup backup = backup();
        Backup.What what = backup.what();
        ground.vault.enter(new Backup(
                backup.name(),
                new Backup.What("files", what.subject(), "other", "", Optional.empty(), what.bytes(), what.shape()),
                backup.made(),
                backup.sealed(),
                backup.asked(),
                backup.proof(),
                backup.restore()));
        assertThat(restore())
                .isEqualTo(new Outcome.Failed("there is no proven backup of " + folder + " at " + what.where()
                        + " in backups; " + backup.name() + " is of " + folder
                        + " at other: if that is meant, name it by 'backup'"));
        assertThat(restore("backup", backup.name().toString())).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void a_folder_that_is_a_disk_of_its_own_is_refused() throws Exception {
        Path disk = Files.createDirectories(folder.resolveSibling("disk"));
        Ground.shell("mount -t tmpfs -o size=1m slipway-test '" + disk + "'", "");
        try {
            assertThat(restore(
                            "folder", disk.toString(), "backup", backup().name().toString()))
                    .isEqualTo(new Outcome.Failed(
                            disk + " is a disk of its own, and cannot be renamed: restore a folder within it"));
        } finally {
            Ground.shell("umount '" + disk + "'", "");
        }
    }

    @Test
    void no_room_is_known_before_and_a_disk_that_fills_leaves_all_as_it_was() throws Exception {
        shell("head -c 900000 /dev/zero >zeros"); // it compresses to nothing: what counts is what it becomes
        backUp();
        Path disk = Files.createDirectories(temporary.resolve("disk"));
        Ground.shell("mount -t tmpfs -o size=500k slipway-test '" + disk + "'", "");
        try {
            assertThat(restore(
                            "folder",
                            disk + "/uploads",
                            "backup",
                            backup().name().toString()))
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed -> assertThat(failed.reason())
                                    .matches("there is no room for the folder beside the one that is there: it needs"
                                            + " about [\\d.]+ kB, and its disk has [\\d.]+ kB"));
            Ground.shell(
                    "mount -o remount,size=1200k '" + disk + "'; head -c 250000 /dev/zero >'" + disk + "/taken'", "");
            Ground.shell("mount -o remount,size=1200k,nr_inodes=6 '" + disk + "'", "");
            assertThat(restore(
                            "folder",
                            disk + "/uploads",
                            "backup",
                            backup().name().toString()))
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed -> assertThat(failed.reason()).contains("No space left on device"));
            assertThat(disk).isDirectoryNotContaining("glob:**upl*");
        } finally {
            Ground.shell("umount '" + disk + "'", "");
        }
    }

    @Test
    void capabilities_and_attributes_of_files_come_back() throws Exception {
        shell("cp /bin/true tool && setcap cap_net_bind_service=ep tool");
        backUp();
        shell("rm tool");
        assertThat(restore("loss", "accept")).isInstanceOf(Outcome.Succeeded.class);
        assertThat(shell("getcap tool")).isEqualTo("tool cap_net_bind_service=ep");
    }

    @Test
    void two_files_that_have_changed_their_rights_are_noticed() throws Exception {
        shell("printf a >one && printf b >two && chmod 600 one && chmod 644 two");
        String before = content();
        Digest shape = new Tree(ground, folder.toString(), List.of()).shape();
        shell("chmod 644 one && chmod 600 two");
        assertThat(content()).isNotEqualTo(before);
        assertThat(new Tree(ground, folder.toString(), List.of()).shape()).isNotEqualTo(shape);
    }
}
