package dev.slipway.actions.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backup.Backup;
import dev.slipway.backup.Proof;
import dev.slipway.backup.Proving;
import dev.slipway.base.Data;
import dev.slipway.base.Secret;
import dev.slipway.postgres.Address;
import dev.slipway.postgres.Databases;
import dev.slipway.postgres.Psql;
import dev.slipway.postgres.Tools;
import dev.slipway.run.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("real")
class BackupPostgresTest {

    @TempDir
    Path temporary;

    private Ground ground;

    @BeforeEach
    void make_the_database() {
        ground = new Ground(temporary);
        ground.sql(Awkward.SQL);
    }

    @AfterEach
    void drop_it() {
        ground.close();
    }

    private Outcome backup(Object... parameters) throws InterruptedException {
        Map<String, Data> all = new LinkedHashMap<>();
        all.put("url", Data.of("$DATABASE_URL"));
        all.put("store", Data.of("backups"));
        for (int i = 0; i < parameters.length; i += 2) {
            all.put(
                    (String) parameters[i],
                    parameters[i + 1] instanceof Data data ? data : Data.of((String) parameters[i + 1]));
        }
        return ground.perform(new BackupPostgres(), all);
    }

    private static Outcome.Succeeded succeeded(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
        return (Outcome.Succeeded) outcome;
    }

    private Backup only() throws Exception {
        assertThat(ground.vault.catalogue().backups()).hasSize(1);
        return ground.vault.catalogue().backups().getFirst();
    }

    @ParameterizedTest
    @EnumSource(Proving.class)
    void an_awkward_database_is_dumped_and_proved(Proving how) throws Exception {
        Outcome.Succeeded done = succeeded(backup("prove", how.word()));

        Backup backup = only();
        assertThat(backup.proof()).get().isInstanceOf(Proof.Proved.class);
        assertThat(backup.proven()).isTrue();
        assertThat(done.outputs().get("id")).isEqualTo(Data.of(backup.name().toString()));
        assertThat(Path.of(done.outputs().getOrDefault("path", Data.nothing()).plain()))
                .hasSize(backup.sealed().bytes());
        assertThat(Ground.sides()).isEmpty();
        assertThat(ground.vault.catalogue().stray()).isEmpty();
        try (var files = Files.list(ground.store)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void what_the_entry_says_restores_it_with_the_plain_tools_alone() throws Exception {
        succeeded(backup());
        equalByHand();
    }

    /** Restored as the entry says, and equal by what tables hold. */
    private void equalByHand() throws Exception {
        Backup backup = only();
        Path key = temporary.resolve("key.txt");
        Files.writeString(key, ground.keys.identity().reveal() + "\n");
        String copy = ground.database + "_copy";
        Databases.sql("postgres", "create database " + copy);

        String line = backup.restore().replace("KEYFILE", key.toString()).replace("DATABASE", copy);
        Ground.shell("cd " + ground.store + " && " + line, "");

        try (Psql original = Psql.open(tools(ground.database));
                Psql restored = Psql.open(tools(copy))) {
            original.run("begin;");
            restored.run("begin;");
            Facts wanted = Facts.of(original);
            assertThat(wanted.rows().size()).isGreaterThan(8);
            assertThat(wanted.missedBy(Facts.of(restored))).isEmpty();
        }
    }

    @Test
    void five_thousand_tables_are_dumped_proved_and_restored_by_the_plain_tools() throws Exception {
        ground.sql("create schema many");
        for (int part = 0; part < 5; part++) {
            ground.sql(
                    "do $$ begin for i in 1..1000 loop execute format('create table many.t%s(id int primary key, a text);"
                            + " insert into many.t%s select g, md5(g::text) from generate_series(1, 3) g', i + "
                            + part * 1000
                            + ", i + " + part * 1000 + "); end loop; end $$");
        }
        assertThat(succeeded(backup()).summary()).contains(" rows of 5,0").contains(" tables are equal");
        equalByHand();
        assertThat(Ground.sides()).isEmpty();
    }

    private Tools tools(String database) throws Exception {
        Address address = new Address.Written(
                        Optional.of("$DATABASE_URL"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())
                .found(ground.environment());
        return new Tools(ground, address.to(database), Optional.empty());
    }

    @Test
    void rows_written_while_it_is_dumped_do_not_make_the_proof_fail() throws Exception {
        Process writer = new ProcessBuilder(
                        "bash",
                        "-c",
                        "while :; do echo \"insert into plain(text) select 'x' from generate_series(1, 20);"
                                + " select nextval('\\\"Odd Sequence\\\"');\"; done | psql -X -q -d \"$1\" >/dev/null",
                        "writer",
                        Databases.url(ground.database))
                .redirectErrorStream(true)
                .start();
        try {
            for (int i = 0; i < 3; i++) {
                succeeded(backup());
            }
        } finally {
            writer.descendants().forEach(ProcessHandle::destroyForcibly);
            writer.destroyForcibly().waitFor();
        }
        assertThat(ground.vault.catalogue().backups()).hasSize(3).allMatch(Backup::proven);
    }

    @Test
    void an_invariant_that_holds_is_part_of_the_proof_and_one_that_does_not_fails_the_step() throws Exception {
        succeeded(backup("invariants", invariant("select count(*) from plain", "1000")));

        assertThat(backup("invariants", invariant("select count(*) from plain", "7")))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.reason())
                                .endsWith("could not be proved by restore: what was restored breaks an invariant:"
                                        + " 'select count(*) from plain' gives 1000 and not 7"));
        assertThat(ground.vault.catalogue().backups().getLast().proven()).isFalse();
        assertThat(Ground.sides()).isEmpty();
    }

    private static Data invariant(String sql, String is) {
        return new Data.Listing(List.of(new Data.Mapping(Map.of("sql", Data.of(sql), "is", Data.of(is)))));
    }

    @Test
    void the_revision_is_in_the_catalogue() throws Exception {
        ground.sql("create table alembic_version(version_num text); insert into alembic_version values ('4f2a')");
        succeeded(backup("prove", "hash", "revision", "select version_num from public.alembic_version"));
        assertThat(only().what().revision()).contains("4f2a");
    }

    @Test
    void a_database_that_is_not_there_is_said() throws Exception {
        ground.secrets.set(0, new Secret("DATABASE_URL", Databases.url("no_such")));
        assertThat(backup())
                .isEqualTo(new Outcome.Failed("the server cannot be reached: database \"no_such\" does not exist"));
        assertThat(ground.store).doesNotExist();
    }

    @Test
    void a_wrong_password_is_said_and_never_shown() throws Exception {
        ground.secrets.set(
                0,
                new Secret(
                        "DATABASE_URL",
                        Databases.url(ground.database).replace(Databases.password(), "not-the-password")));
        Outcome outcome = backup();
        assertThat(outcome)
                .isEqualTo(new Outcome.Failed(
                        "the server cannot be reached: password authentication failed for user \"slipway\""));
    }

    @Test
    void a_variable_that_is_not_declared_is_said() throws Exception {
        ground.secrets.removeFirst();
        assertThat(backup()).isEqualTo(new Outcome.Failed("DATABASE_URL is not declared in 'env', or is empty"));
    }

    @Test
    void a_store_that_cannot_be_written_is_said() throws Exception {
        Files.writeString(ground.store, "a file where the folder should be");
        assertThat(backup())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.reason()).startsWith("nothing can be written to " + ground.store));
    }

    @Test
    void tools_of_another_version_are_refused_before_anything_begins() throws Exception {
        Path tools = Files.createDirectories(temporary.resolve("old"));
        for (String each : List.of("pg_dump", "pg_restore")) {
            Files.writeString(tools.resolve(each), "#!/bin/sh\necho \"" + each + " (PostgreSQL) 12.4\"\n");
            tools.resolve(each).toFile().setExecutable(true);
        }
        Files.createSymbolicLink(tools.resolve("psql"), Path.of(Ground.shell("command -v psql", "")));
        int major = Integer.parseInt(Databases.sql("postgres", "show server_version_num")) / 10_000;
        assertThat(backup("tools", tools.toString()))
                .isEqualTo(new Outcome.Failed("pg_dump is of PostgreSQL 12 and the server of " + major
                        + ": an older one cannot dump a newer server; install postgresql-client-" + major
                        + " and name its folder by 'tools', such as /usr/lib/postgresql/" + major + "/bin"));
    }

    @Test
    void no_secret_is_on_a_command_line() throws Exception {
        List<List<String>> lines = new CopyOnWriteArrayList<>();
        try (Ground watched = new Ground(
                temporary.resolve("watched"),
                new Overheard(Files.createDirectories(temporary.resolve("watched")), lines))) {
            watched.sql("create table t(a int)");
            succeeded(watched.perform(
                    new BackupPostgres(), Map.of("url", Data.of("$DATABASE_URL"), "store", Data.of("backups"))));
        }
        assertThat(lines).hasSizeGreaterThan(4);
        assertThat(lines.toString()).doesNotContain(Databases.password());
    }

    @Test
    void a_database_that_a_killed_run_left_is_dropped_by_the_next_and_one_in_use_is_not() throws Exception {
        Databases.sql("postgres", "create database slipway_side_0123456789ab");
        Databases.sql("postgres", "create database slipway_side_ffffffffffff");
        try (Psql _ = Psql.open(tools("postgres"), "slipway_side_ffffffffffff")) {
            succeeded(backup("prove", "hash"));
            assertThat(Ground.sides()).containsExactly("slipway_side_ffffffffffff");
        }
        succeeded(backup("prove", "hash"));
        assertThat(Ground.sides()).isEmpty();
    }
}
