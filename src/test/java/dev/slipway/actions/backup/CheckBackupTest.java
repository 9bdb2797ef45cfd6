package dev.slipway.actions.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backup.Backup;
import dev.slipway.backup.Proof;
import dev.slipway.backup.Proving;
import dev.slipway.base.Data;
import dev.slipway.postgres.Databases;
import dev.slipway.run.Outcome;
import dev.slipway.vault.Sealing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("real")
class CheckBackupTest {

    @TempDir
    Path temporary;

    private Ground ground;

    @BeforeEach
    void make_a_store() {
        ground = new Ground(temporary);
    }

    @AfterEach
    void drop_it() {
        ground.close();
    }

    private Backup made(String subject, String where, Instant at) throws Exception {
        try (Sealing sealing = ground.vault.seal("dump", "pg_dump-custom", List.of())) {
            sealing.stream().write("it".getBytes(StandardCharsets.UTF_8));
            Backup.Sealed sealed = sealing.finish();
            Backup backup = new Backup(
                    sealing.name(),
                    new Backup.What("postgres", subject, where, "15.1", Optional.empty(), 2),
                    new Backup.Made(at, Duration.ZERO, "r000000/backup"),
                    sealed,
                    Proving.HASH,
                    Optional.of(new Proof.Proved(Proving.HASH, at, Duration.ZERO, "read again")),
                    "");
            ground.vault.enter(backup);
            return backup;
        }
    }

    private Outcome check(String of) throws InterruptedException {
        return ground.perform(
                new CheckBackup(),
                Map.of("store", Data.of("backups"), "of", Data.of(of), "younger-than", Data.of("1h")));
    }

    @Test
    void a_young_backup_of_another_server_does_not_make_this_one_fresh() throws Exception {
        made("planner", "staging:5432", Instant.now());
        made("planner", "live:5432", Instant.now().minus(Duration.ofHours(3)));
        assertThat(check("planner"))
                .isEqualTo(new Outcome.Failed("several things are called planner, and each has backups of its own:"
                        + " postgres planner at staging:5432, postgres planner at live:5432; 'of' says which, such as"
                        + " postgres planner at staging:5432"));
        assertThat(check("planner at staging:5432")).isInstanceOf(Outcome.Succeeded.class);
        assertThat(check("planner at live:5432"))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.reason()).contains("is 3h00m old, where 1h is the limit"));
    }

    @Test
    void a_backup_whose_blob_is_gone_does_not_count() throws Exception {
        Backup backup = made("planner", "live:5432", Instant.now());
        ground.vault.blobs().delete(backup.sealed().blob());
        assertThat(check("planner")).isEqualTo(new Outcome.Failed("there is no backup of planner in backups"));
        assertThat(ground.said).containsExactly(backup.name() + " has lost its blob");
    }

    @Test
    void a_blob_without_an_entry_does_not_count() throws Exception {
        Backup backup = made("planner", "live:5432", Instant.now());
        ground.vault.blobs().delete(backup.name() + ".json");
        assertThat(check("planner")).isEqualTo(new Outcome.Failed("there is no backup of planner in backups"));
        assertThat(ground.vault.catalogue().stray()).hasSize(1);
    }

    @Test
    void a_restore_takes_no_database_of_another_server_for_its_own() throws Exception {
        Backup elsewhere = made(ground.database, "staging:5432", Instant.now());
        String here = new Shell(ground).said("uname -n").strip() + ":" + Databases.port();
        assertThat(ground.perform(
                        new RestorePostgres(), Map.of("url", Data.of("$DATABASE_URL"), "store", Data.of("backups"))))
                .isEqualTo(new Outcome.Failed("there is no proven backup of " + ground.database + " at " + here
                        + " in backups; " + elsewhere.name() + " is of " + ground.database
                        + " at staging:5432: if that is meant, name it by 'backup'"));
    }
}
