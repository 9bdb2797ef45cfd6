package dev.slipway.actions.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backup.Backup;
import dev.slipway.base.Data;
import dev.slipway.base.Secret;
import dev.slipway.postgres.Databases;
import dev.slipway.run.Outcome;
import dev.slipway.vault.AgeKeys;
import dev.slipway.vault.Opened;
import dev.slipway.vault.Sealing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
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
                        Databases.url("postgres"),
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
        try (var files = Files.list(ground.store)) {
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
        Files.createDirectories(ground.store);
        Ground.shell("mount -t tmpfs -o size=" + size + " slipway-test " + ground.store, "");
        try {
            check.run();
        } finally {
            Ground.shell("umount " + ground.store, "");
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
            try (var files = Files.list(ground.store)) {
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
                                        + ground.store + " has [\\d.]+ kB"));
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
        int major = Integer.parseInt(Databases.sql("postgres", "show server_version_num")) / 10_000;
        Outcome outcome = ground.perform(
                new RestorePostgres(),
                Map.of("url", Data.of("$DATABASE_URL"), "store", Data.of("backups"), "identity", Data.of("$AGE_KEY")));
        assertThat(outcome)
                .isEqualTo(new Outcome.Failed(backup.name() + " is of PostgreSQL 99, and the server is of " + major));
    }

    private static final Map<String, Data> BACK = Map.of(
            "url", Data.of("$DATABASE_URL"),
            "store", Data.of("backups"),
            "identity", Data.of("$AGE_KEY"),
            "loss", Data.of("accept"));

    private Backup proven() throws Exception {
        assertThat(ground.perform(new BackupPostgres(), WHERE)).isInstanceOf(Outcome.Succeeded.class);
        return ground.vault.catalogue().backups().getLast();
    }

    /** Nothing has come of it: the live database is as it was, and nothing else is there. */
    private String refused() throws Exception {
        Outcome outcome = ground.perform(new RestorePostgres(), BACK);
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(ground.sql("select string_agg(a::text, ',') from held")).isEqualTo("1");
        assertThat(Databases.sql(
                        "postgres", "select count(*) from pg_database where datname like '" + ground.database + "%'"))
                .isEqualTo("1");
        assertThat(Ground.sides()).isEmpty();
        return ((Outcome.Failed) outcome).reason();
    }

    @Test
    void a_blob_that_breaks_off_anywhere_is_not_restored_though_it_is_as_long_as_it_was() throws Exception {
        ground.sql("create table more as select i, md5(i::text) from generate_series(1, 3000) i");
        Backup backup = proven();
        Path blob = ground.store.resolve(backup.sealed().blob());
        byte[] whole = Files.readAllBytes(blob);
        for (int place = 0; place < 20; place++) {
            byte[] cut = whole.clone();
            Arrays.fill(cut, whole.length * place / 20, whole.length, (byte) 0);
            Files.write(blob, cut);
            refused();
        }
        Files.write(blob, Arrays.copyOf(whole, whole.length - 1));
        assertThat(refused()).startsWith("there is no proven backup of " + ground.database);
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 16;
        Files.write(blob, flipped);
        refused();
        Files.write(blob, whole);
        assertThat(ground.perform(new RestorePostgres(), BACK)).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void a_key_that_is_lost_and_one_of_somebody_else() throws Exception {
        Backup backup = proven();
        ground.secrets.set(1, new Secret("AGE_KEY", AgeKeys.oneTime().identity().reveal()));
        assertThat(refused())
                .isEqualTo(
                        backup.name() + ": it cannot be opened with AGE_KEY: that is another key, or it was changed");
        Outcome without = ground.perform(new RestorePostgres(), WHERE);
        assertThat(without).isEqualTo(new Outcome.Failed(backup.name() + " is encrypted, and no key was given"));
    }

    @Test
    void an_archive_of_a_newer_pg_dump_than_this_pg_restore_knows() throws Exception {
        Backup backup = proven();
        byte[] archive;
        try (Opened opened = ground.vault.open(backup, List.of(ground.keys.identity()))) {
            archive = opened.stream().readAllBytes();
        }
        assertThat(new String(archive, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("PGDMP");
        archive[6] = 99; // the second number of its version
        try (Sealing sealing = ground.vault.seal("dump", "pg_dump-custom", ground.recipients)) {
            sealing.stream().write(archive);
            Backup.Sealed sealed = sealing.finish();
            ground.vault.enter(new Backup(
                    sealing.name(),
                    backup.what(),
                    backup.made(),
                    sealed,
                    backup.asked(),
                    backup.proof(),
                    backup.restore()));
        }
        assertThat(refused()).isEqualTo("pg_restore: unsupported version (1.99) in file header");
    }

    @Test
    void a_disk_of_the_server_that_becomes_full_while_it_restores() throws Exception {
        Path disk = Files.createDirectories(temporary.resolve("disk"));
        Ground.shell("chmod 755 " + temporary + "; mount -t tmpfs -o size=9m slipway-test " + disk, "");
        String tablespace = ground.database + "_small";
        try {
            Ground.shell(
                    "mkdir " + disk + "/t; chown --reference=\"$(psql -X -A -t -d postgres -c 'show data_directory')\" "
                            + disk + "/t",
                    "");
            Databases.sql("postgres", "create tablespace " + tablespace + " location '" + disk + "/t'");
            ground.sql("create table large tablespace " + tablespace
                    + " as select i, repeat(md5(i::text), 4) from generate_series(1, 30000) i");
            Outcome backup = ground.perform(new BackupPostgres(), WHERE);
            assertThat(backup)
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed -> assertThat(failed.reason())
                                    .contains("could not be proved by restore: pg_restore: ")
                                    .contains("No space left on device"));
            assertThat(Ground.sides()).isEmpty();
            Map<String, Data> named = new HashMap<>(BACK);
            named.put(
                    "backup",
                    Data.of(ground.vault.catalogue().backups().getFirst().name().toString()));
            assertThat(ground.perform(new RestorePostgres(), named)).isInstanceOf(Outcome.Failed.class);
            assertThat(ground.sql("select count(*) from large")).isEqualTo("30000");
            assertThat(Ground.sides()).isEmpty();
        } finally {
            ground.sql("drop table if exists large");
            Databases.sql("postgres", "drop tablespace if exists " + tablespace);
            Ground.shell("umount " + disk, "");
        }
    }

    @Test
    void a_server_that_stops_while_it_restores_and_one_that_is_there_again() throws Exception {
        try (Servers servers = new Servers(temporary)) {
            int port = servers.postgres();
            String there = Databases.url("postgres").replace(":" + Databases.port() + "/", ":" + port + "/");
            ground.secrets.set(0, new Secret("DATABASE_URL", there));
            String psql = "psql -X -q -A -t -v ON_ERROR_STOP=1 '" + there + "' -c ";
            Ground.shell(
                    psql + "\"create table held(a int); insert into held values (1);"
                            + " create function slow() returns boolean language sql as 'select pg_sleep(3) is not null';"
                            + " alter table held add constraint slowly check (public.slow())\"",
                    "");
            Process stop = new ProcessBuilder(
                            "bash",
                            "-c",
                            "until " + psql
                                    + "\"select 1 from pg_stat_activity where datname like 'slipway_side_%' and query like"
                                    + " 'COPY%'\" | grep -q 1; do :; done; kill -QUIT $0",
                            Long.toString(servers.pid()))
                    .start();
            try {
                Outcome outcome = ground.perform(new BackupPostgres(), WHERE);
                assertThat(outcome).isInstanceOf(Outcome.Failed.class);
                assertThat(((Outcome.Failed) outcome).reason()).contains("could not be proved by restore: ");
            } finally {
                stop.destroyForcibly().waitFor();
            }
            servers.again();
            assertThat(Ground.shell(psql + "'select a from held'", "")).isEqualTo("1");
            Ground.shell(psql + "'alter table held drop constraint slowly'", "");
            assertThat(ground.perform(new BackupPostgres(), WHERE)).isInstanceOf(Outcome.Succeeded.class);
            assertThat(Ground.shell(psql + "\"select datname from pg_database where datname like 'slipway%'\"", ""))
                    .isEmpty();
        }
    }
}
