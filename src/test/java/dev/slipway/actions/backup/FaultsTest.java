package dev.slipway.actions.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backup.Backup;
import dev.slipway.base.Data;
import dev.slipway.run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong in the middle: each ends in a sentence, with nothing that counts and nothing left behind. */
@Tag("real")
class FaultsTest {
    private static final Map<String, Data> WHERE = Map.of("url", Data.of("$DATABASE_URL"), "store", Data.of("backups"));

    @TempDir
    Path temporary;

    private Ground ground;

    @BeforeEach
    void make_the_database() {
        ground = new Ground(temporary);
        ground.sql("create table held(a int); insert into held values (1)");
    }

    @AfterEach
    void drop_it() {
        ground.close();
    }

    private Outcome.Failed failed() throws InterruptedException {
        Outcome outcome = ground.perform(new BackupPostgres(), WHERE);
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(Ground.sides()).isEmpty();
        return (Outcome.Failed) outcome;
    }

    /** Ends the first session of which this is true; waits for it as long as it takes. */
    private Process ending(String which) throws IOException {
        return new ProcessBuilder(
                        "psql",
                        "-X",
                        "-d",
                        Ground.url("postgres"),
                        "-c",
                        "do $$ begin for i in 1..6000 loop perform pg_stat_clear_snapshot();"
                                + " perform pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and "
                                + which + "; if found then return; end if; perform pg_sleep(0.01); end loop; end $$")
                .redirectErrorStream(true)
                .start();
    }

    @Test
    void a_connection_that_is_cut_while_it_is_dumped() throws Exception {
        Process cut = ending("application_name = 'slipway pg_dump r000000/backup'");
        try {
            assertThat(failed().reason()).startsWith("pg_dump: ").contains("terminating connection");
        } finally {
            cut.destroyForcibly();
        }
        assertThat(ground.vault.catalogue().backups()).isEmpty();
        try (var files = Files.list(ground.folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void a_connection_that_is_cut_while_it_is_restored_to_be_proved() throws Exception {
        ground.sql("create function slow() returns boolean language sql as 'select pg_sleep(2) is not null';"
                + " alter table held add constraint slowly check (public.slow())");
        Process cut = ending("datname like 'slipway_side_%' and query like 'COPY%'");
        try {
            assertThat(failed().reason()).contains("could not be proved by restore: pg_restore: ");
        } finally {
            cut.destroyForcibly();
        }
        assertThat(ground.vault.catalogue().backups()).singleElement().matches(backup -> !backup.proven());
    }

    @Test
    void a_side_database_whose_keeper_was_cut_is_dropped_next_time() throws Exception {
        ground.sql("create function slow() returns boolean language sql as 'select pg_sleep(2) is not null';"
                + " alter table held add constraint slowly check (public.slow())");
        Process cut = ending("application_name like 'slipway_side_%'");
        try {
            ground.perform(new BackupPostgres(), WHERE);
        } finally {
            cut.destroyForcibly();
        }
        ground.sql("alter table held drop constraint slowly");
        assertThat(ground.perform(new BackupPostgres(), WHERE)).isInstanceOf(Outcome.Succeeded.class);
        assertThat(Ground.sides()).isEmpty();
    }

    /** A disk of its own, as small as is said. */
    private void mounted(String size, Check check) throws Exception {
        Files.createDirectories(ground.folder);
        Ground.shell("mount -t tmpfs -o size=" + size + " slipway-test " + ground.folder, "");
        try {
            check.run();
        } finally {
            Ground.shell("umount " + ground.folder, "");
        }
    }

    private interface Check {
        void run() throws Exception;
    }

    @Test
    void a_disk_that_becomes_full_on_the_way() throws Exception {
        // Random, so that compression gains little: the first estimate, half of the tables, is passed and is too
        // little.
        ground.sql(
                "create table random as select i, (select string_agg(decode(md5(random()::text || i || j), 'hex'), '')"
                        + " from generate_series(1, 64) j) from generate_series(1, 8000) i");
        mounted("5m", () -> {
            assertThat(failed().reason()).contains("No space left on device");
            assertThat(ground.vault.catalogue().backups()).isEmpty();
            try (var files = Files.list(ground.folder)) {
                assertThat(files).isEmpty();
            }
        });
    }

    @Test
    void no_room_is_known_before_anything_begins() throws Exception {
        ground.sql("create table large as select i, md5(i::text) from generate_series(1, 50000) i");
        mounted(
                "64k",
                () -> assertThat(failed().reason())
                        .matches(
                                "there is no room for the backup: it needs about [\\d.]+ MB \\(half of what is read\\), and "
                                        + ground.folder + " has [\\d.]+ kB"));
    }

    @Test
    void a_dump_of_a_newer_server_is_not_restored() throws Exception {
        assertThat(ground.perform(new BackupPostgres(), WHERE)).isInstanceOf(Outcome.Succeeded.class);
        Backup backup = ground.vault.catalogue().backups().getFirst();
        Backup.What what = backup.what();
        ground.vault.enter(new Backup(
                backup.name(),
                new Backup.What(what.kind(), what.subject(), what.where(), "99.1", Optional.empty(), what.bytes()),
                backup.made(),
                backup.sealed(),
                backup.asked(),
                backup.proof(),
                backup.restore()));
        int major = Integer.parseInt(Ground.sql("postgres", "show server_version_num")) / 10_000;
        Outcome outcome = ground.perform(
                new RestorePostgres(),
                Map.of("url", Data.of("$DATABASE_URL"), "store", Data.of("backups"), "identity", Data.of("$AGE_KEY")));
        assertThat(outcome)
                .isEqualTo(new Outcome.Failed(backup.name() + " is of PostgreSQL 99, and the server is of " + major));
    }
}
