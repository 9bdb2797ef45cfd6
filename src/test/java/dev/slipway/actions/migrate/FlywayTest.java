package dev.slipway.actions.migrate;

import static dev.slipway.actions.migrate.Said.output;
import static dev.slipway.actions.migrate.Said.reason;
import static dev.slipway.actions.migrate.Said.summary;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actions.backup.RestorePostgres;
import dev.slipway.base.Secret;
import dev.slipway.postgres.Databases;
import dev.slipway.run.Outcome;
import dev.slipway.run.Sighting;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library itself, in its own process, against a real server. */
@Tag("real")
class FlywayTest {
    private static final MigrateApply APPLY = new MigrateApply(new RestorePostgres());
    private static final Object[] WORDS = {"tool", "flyway", "url", "$DATABASE_URL", "folder", "sql"};

    @TempDir
    Path temporary;

    private Yard yard;

    @BeforeEach
    void two_migrations() {
        yard = new Yard(temporary);
        yard.write("sql/V1__orders.sql", "create table orders(id int primary key);\n");
        yard.write("sql/V2__price.sql", "alter table orders add column price int;\n");
    }

    @AfterEach
    void drop() {
        yard.close();
    }

    private Outcome apply(String step) throws InterruptedException {
        return yard.step(step).perform(APPLY, WORDS);
    }

    private Outcome status() throws InterruptedException {
        return yard.step("status").perform(new MigrateStanding(), WORDS);
    }

    @Test
    void what_is_previewed_is_applied_and_nothing_says_the_password() throws Exception {
        assertThat(summary(status())).isEqualTo("at empty, 2 pending: 1, 2");
        Outcome preview = yard.step("preview").perform(new MigratePreview(), WORDS);
        assertThat(yard.said).contains("-- 2 (price)", "alter table orders add column price int;");

        Outcome applied = yard.step("apply")
                .perform(
                        APPLY,
                        "tool",
                        "flyway",
                        "url",
                        "$DATABASE_URL",
                        "folder",
                        "sql",
                        "previewed",
                        output(preview, "digest"));

        assertThat(summary(applied)).isEqualTo("2 revisions, at 2");
        assertThat(output(applied, "before")).isEqualTo("empty");
        assertThat(yard.sql("select version from flyway_schema_history order by installed_rank"))
                .isEqualTo("1\n2");
        assertThat(summary(apply("again"))).isEqualTo("nothing was pending at 2");
        assertThat(String.join("\n", yard.said)).doesNotContain(Databases.password());
    }

    @Test
    void one_that_fails_is_named_with_its_line_and_leaves_nothing() throws Exception {
        yard.write(
                "sql/V3__broken.sql",
                "alter table orders add column note text;\nalter table nowhere add column x int;\n");

        assertThat(reason(apply("apply")))
                .isEqualTo(
                        "flyway migrate ends with exit status 1: V3__broken.sql:2: relation \"nowhere\" does not exist;"
                                + " 2 of 3 were applied, the database is at 2");
        assertThat(yard.sql("select count(*) from information_schema.columns where table_name = 'orders'"))
                .isEqualTo("2");
    }

    @Test
    void one_that_is_no_transaction_and_stops_half_way_is_recognised() throws Exception {
        yard.write(
                "sql/V3__index.sql",
                "insert into orders values (1, 1), (2, 1);\ncreate unique index concurrently one on orders(price);\n");
        yard.write("sql/V3__index.sql.conf", "executeInTransaction=false\n");

        assertThat(reason(apply("apply"))).contains("V3__index.sql:2: could not create unique index \"one\"");
        assertThat(reason(status())).isEqualTo("3 has stopped half-way: put right what it left, then: flyway repair");
    }

    @Test
    void after_a_crash_one_that_says_it_is_no_transaction_is_looked_at_and_not_run_again() throws Exception {
        assertThat(summary(apply("apply"))).isEqualTo("2 revisions, at 2");
        yard.write("sql/V3__rows.sql", "insert into orders values (1, 1);\ninsert into orders values (2, 1);\n");
        assertThat(yard.look(APPLY, WORDS)).isInstanceOf(Sighting.Absent.class);

        yard.write("sql/V3__rows.sql.conf", "# in two\nexecuteInTransaction=false\n");

        assertThat(yard.look(APPLY, WORDS))
                .isEqualTo(new Sighting.Unknown(
                        "3 is pending and is no transaction: it may have stopped half-way; look at what it left"));
    }

    @Test
    void drift_an_unknown_revision_and_one_that_comes_too_late_are_each_named() throws Exception {
        assertThat(summary(apply("apply"))).isEqualTo("2 revisions, at 2");

        yard.write("sql/V1__orders.sql", "create table orders(id bigint primary key);\n");
        assertThat(reason(status()))
                .isEqualTo("1 has changed since it was applied: put it back as it was, and write what is new as a"
                        + " revision of its own");

        yard.write("sql/V1__orders.sql", "create table orders(id int primary key);\n");
        yard.write("sql/V1.5__late.sql", "select 1;\n");
        assertThat(reason(status())).startsWith("1.5 is not applied and comes before 2, which is: ");

        assertThat(temporary.resolve("sql/V1.5__late.sql").toFile().delete()).isTrue();
        assertThat(temporary.resolve("sql/V2__price.sql").toFile().delete()).isTrue();
        assertThat(reason(status()))
                .isEqualTo("the database has 2, which this version does not know: a newer version or another branch has"
                        + " migrated it");
    }

    @Test
    void one_that_flyway_repair_has_written_off_is_none_any_more() throws Exception {
        yard.write("sql/V3__note.sql", "alter table orders add column note text;\n");
        assertThat(summary(apply("apply"))).isEqualTo("3 revisions, at 3");
        assertThat(temporary.resolve("sql/V2__price.sql").toFile().delete()).isTrue();
        URI server = URI.create(Databases.url(yard.database));
        Flyway.configure()
                .dataSource(
                        "jdbc:postgresql://127.0.0.1:" + server.getPort() + server.getPath(),
                        "slipway",
                        Databases.password())
                .locations("filesystem:" + temporary.resolve("sql"))
                .load()
                .repair();

        assertThat(yard.sql("select type from flyway_schema_history where version = '2' order by installed_rank"))
                .isEqualTo("SQL\nDELETE");
        assertThat(summary(status())).isEqualTo("at 3, nothing is pending");
        yard.write("sql/V4__more.sql", "alter table orders add column more text;\n");
        assertThat(summary(apply("further"))).isEqualTo("1 revision, at 4");
    }

    @Test
    void a_callback_that_no_preview_would_show_is_refused() throws Exception {
        yard.write("sql/views/afterMigrate__views.sql", "drop table orders;\n");

        assertThat(reason(status()))
                .isEqualTo("afterMigrate__views.sql is a callback of Flyway, which no preview shows");
        assertThat(reason(apply("apply")))
                .isEqualTo("afterMigrate__views.sql is a callback of Flyway, which no preview shows");
        assertThat(yard.sql("select to_regclass('orders') is null")).isEqualTo("t");

        assertThat(temporary
                        .resolve("sql/views/afterMigrate__views.sql")
                        .toFile()
                        .delete())
                .isTrue();
        yard.write("sql/afterClean.sql", "this is never run;\n");
        assertThat(summary(apply("again"))).isEqualTo("2 revisions, at 2");
    }

    @Test
    void a_file_that_is_no_text_is_one_sentence() throws Exception {
        Files.write(
                temporary.resolve("sql/V3__umlaut.sql"),
                "comment on table orders is 'Aufträge';\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(reason(status())).isEqualTo("Unable to calculate checksum of V3__umlaut.sql: it is not UTF-8 text");
    }

    @Test
    void it_says_that_it_has_no_way_back() throws Exception {
        assertThat(summary(apply("apply"))).isEqualTo("2 revisions, at 2");

        assertThat(reason(yard.undo(APPLY, WORDS)))
                .isEqualTo(
                        "flyway has no way back in its free edition from 2: restore a backup, or write a migration that"
                                + " goes on from here");
    }

    @Test
    void what_is_repeated_is_no_revision_and_its_undo_does_not_say_that_nothing_has_changed() throws Exception {
        assertThat(summary(apply("first"))).isEqualTo("2 revisions, at 2");
        yard.write("sql/R__views.sql", "create view v as select id from orders;\n");
        assertThat(summary(apply("apply"))).isEqualTo("1 revision, at 2");

        assertThat(reason(yard.undo(APPLY, WORDS))).startsWith("flyway has no way back in its free edition from 2");
    }

    @Test
    void a_folder_that_is_not_there_and_a_socket_are_one_sentence_each() throws Exception {
        assertThat(reason(yard.perform(
                        new MigrateStanding(), "tool", "flyway", "url", "$DATABASE_URL", "folder", "nowhere")))
                .contains("nowhere")
                .doesNotContain("\n")
                .doesNotContain("Exception");

        yard.secrets.add(new Secret("SOCKET_URL", "postgresql:///shop?host=/run/postgresql"));
        assertThat(reason(yard.perform(new MigrateStanding(), "tool", "flyway", "url", "$SOCKET_URL", "folder", "sql")))
                .isEqualTo("programs in Java reach PostgreSQL by TCP alone, and not by a socket in /run/postgresql");
    }
}
