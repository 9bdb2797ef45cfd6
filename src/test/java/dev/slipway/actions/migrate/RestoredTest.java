package dev.slipway.actions.migrate;

import static dev.slipway.actions.migrate.Said.reason;
import static dev.slipway.actions.migrate.Said.summary;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actions.backup.BackupPostgres;
import dev.slipway.actions.backup.RestorePostgres;
import dev.slipway.base.Data;
import dev.slipway.base.Secret;
import dev.slipway.postgres.Databases;
import dev.slipway.run.Outcome;
import dev.slipway.vault.AgeKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The undo by a backup of the run, against a real server. */
@Tag("real")
class RestoredTest {
    private final MigrateApply apply = new MigrateApply(new RestorePostgres());

    @TempDir
    Path temporary;

    private Yard yard;

    @BeforeEach
    void a_migration_that_nothing_takes_back() {
        yard = new Yard(temporary);
        yard.sql("create table orders(id int primary key, note text); insert into orders values (1, 'kept')");
        yard.write(
                "migrations/0001_short.sql", "update orders set note = null; alter table orders drop column note;\n");
    }

    @AfterEach
    void drop() {
        yard.close();
    }

    private String backup(String prove) throws InterruptedException {
        Outcome outcome = yard.step("backup")
                .perform(new BackupPostgres(), "store", "kept", "url", "$DATABASE_URL", "prove", prove);
        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
        return ((Outcome.Succeeded) outcome)
                .outputs()
                .getOrDefault("id", Data.of(""))
                .plain();
    }

    private static Object[] with(String backup, String... more) {
        List<Object> words = new ArrayList<>(
                List.of("tool", "sql", "url", "$DATABASE_URL", "undo", "restore", "store", "kept", "backup", backup));
        words.addAll(List.of(more));
        return words.toArray();
    }

    @Test
    void what_was_migrated_away_is_back_after_a_person_has_seen_what_else_is_lost() throws Exception {
        String backup = backup("restore");
        assertThat(summary(yard.step("migrate").perform(apply, with(backup)))).isEqualTo("1 revision, at 0001_short");
        yard.sql("insert into orders values (2)");

        String asked = reason(yard.undo(apply, with(backup)));

        assertThat(asked)
                .startsWith("with " + backup + " of ")
                .contains("1 rows added to public.orders")
                .endsWith("Nothing has changed; to lose it, try this step again");
        assertThat(yard.sql("select count(*) from orders")).isEqualTo("2");

        assertThat(summary(yard.undo(apply, with(backup)))).startsWith(backup + " is live");
        assertThat(yard.sql("select * from orders")).isEqualTo("1|kept");
        assertThat(summary(yard.undo(apply, with(backup)))).isEqualTo("the schema is at empty as before");
    }

    @Test
    void an_undo_that_was_killed_in_the_middle_of_the_swap_is_done_again() throws Exception {
        String backup = backup("restore");
        assertThat(summary(yard.step("migrate").perform(apply, with(backup)))).isEqualTo("1 revision, at 0001_short");
        assertThat(reason(yard.undo(apply, with(backup)))).startsWith("with " + backup + " of ");
        yard.stopInTheMiddleOfASwap();

        assertThat(summary(yard.undo(apply, with(backup)))).startsWith(backup + " is live");

        assertThat(yard.said).contains("a swap that was cut off had closed " + yard.database + ": it is open again");
        assertThat(yard.sql("select * from orders")).isEqualTo("1|kept");
    }

    @Test
    void nothing_is_migrated_without_a_backup_of_this_run_that_is_proven() throws Exception {
        assertThat(reason(yard.perform(apply, with("b0001-aaaa"))))
                .isEqualTo("there is no backup b0001-aaaa in kept, and the undo would restore it");

        yard.run = "r999999";
        String strange = backup("list");
        yard.run = "r000000";

        assertThat(reason(yard.step("migrate").perform(apply, with(strange))))
                .isEqualTo(strange + " was made by r999999/backup and not by this run, and the undo would lose what was"
                        + " written since");
        assertThat(yard.sql("select note from orders")).isEqualTo("kept");
    }

    @Test
    void nothing_is_migrated_with_a_key_that_does_not_open_the_backup() throws Exception {
        AgeKeys.Pair right = AgeKeys.oneTime();
        yard.recipients.add(right.recipient());
        yard.secrets.add(new Secret("AGE_KEY", right.identity().reveal()));
        yard.secrets.add(new Secret("OTHER_KEY", AgeKeys.oneTime().identity().reveal()));
        Outcome made = yard.step("backup")
                .perform(
                        new BackupPostgres(),
                        "store",
                        "kept",
                        "url",
                        "$DATABASE_URL",
                        "prove",
                        "list",
                        "identity",
                        "$AGE_KEY");
        String backup = Said.output(made, "id");
        yard.step("migrate");

        assertThat(reason(yard.perform(apply, with(backup))))
                .isEqualTo(backup + " is encrypted, and no key was given, and the undo would restore it");
        assertThat(reason(yard.perform(apply, with(backup, "identity", "$OTHER_KEY"))))
                .isEqualTo(backup + ": it cannot be opened with OTHER_KEY: that is another key, or it was changed, and"
                        + " the undo would restore it");
        assertThat(yard.sql("select note from orders")).isEqualTo("kept");
        assertThat(summary(yard.perform(apply, with(backup, "identity", "$AGE_KEY"))))
                .isEqualTo("1 revision, at 0001_short");
    }

    @Test
    void nothing_is_migrated_with_a_backup_of_another_server() throws Exception {
        String backup = backup("list");
        // The same one, under a name that is not known to be here.
        yard.secrets.add(
                new Secret("DATABASE_URL_2", Databases.url(yard.database).replace("@127.0.0.1", "@0.0.0.0")));

        assertThat(reason(yard.step("migrate").perform(apply, with(backup, "url", "$DATABASE_URL_2"))))
                .startsWith(backup + " is of " + yard.database + " at ")
                .endsWith(" and not at 0.0.0.0:" + Databases.port() + ", and the undo would restore it");
        assertThat(yard.sql("select note from orders")).isEqualTo("kept");
    }

    @Test
    void nothing_is_migrated_as_a_user_that_could_not_restore() throws Exception {
        String backup = backup("list");
        String role = yard.database + "_app";
        yard.sql("create role " + role + " login password 'own'");
        try {
            yard.secrets.add(new Secret(
                    "ROLE_URL",
                    Databases.url(yard.database).replace("slipway:" + Databases.password(), role + ":own")));

            assertThat(reason(yard.step("migrate").perform(apply, with(backup, "url", "$ROLE_URL"))))
                    .isEqualTo("the undo could not restore " + backup
                            + ": the user may not create databases: alter role …" + " createdb");
            yard.sql("alter role " + role + " createdb");
            assertThat(reason(yard.step("migrate").perform(apply, with(backup, "url", "$ROLE_URL"))))
                    .isEqualTo("the undo could not restore " + backup + ": the user does not own " + yard.database
                            + ", and only its owner may rename it");
            assertThat(yard.sql("select note from orders")).isEqualTo("kept");
        } finally {
            yard.sql("drop role " + role);
        }
    }

    @Test
    void nothing_is_migrated_in_the_database_from_which_others_are_renamed() throws Exception {
        yard.secrets.add(new Secret("POSTGRES_URL", Databases.url("postgres")));

        assertThat(reason(yard.perform(apply, with("b0001-aaaa", "url", "$POSTGRES_URL"))))
                .isEqualTo(
                        "the undo could not restore b0001-aaaa: nothing takes the place of the database postgres, from"
                                + " which others are renamed");
        assertThat(Databases.sql("postgres", "select to_regclass('slipway_migrations') is null"))
                .isEqualTo("t");
    }

    @Test
    void restore_without_a_backup_is_refused_before_the_run() {
        List<String> faults = new ArrayList<>();
        apply.parameters()
                .check(mapping("tool", "sql", "url", "$DATABASE_URL", "undo", "restore"))
                .forEach(fault -> faults.add(fault.says()));
        apply.parameters()
                .check(mapping(
                        "tool", "sql", "url", "$DATABASE_URL", "store", "kept", "undo", "restore", "backup", "newest"))
                .forEach(fault -> faults.add(fault.says()));
        apply.parameters()
                .check(mapping("tool", "sql", "url", "$DATABASE_URL", "store", "kept"))
                .forEach(fault -> faults.add(fault.says()));

        assertThat(faults)
                .containsExactly(
                        "'undo: restore' needs 'url', 'store' and 'backup', the output 'id' of a backup.postgres:"
                                + " ${steps.ID.id}",
                        "'backup' is the output 'id' of a backup.postgres: ${steps.ID.id}",
                        "'store', 'backup' and 'identity' are for 'undo: restore'; without it nothing is restored");
    }

    private static Data.Mapping mapping(String... words) {
        Map<String, Data> all = new LinkedHashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            all.put(words[i], Data.of(words[i + 1]));
        }
        return new Data.Mapping(all);
    }
}
