package dev.slipway.actions.migrate;

import static dev.slipway.actions.migrate.Said.reason;
import static dev.slipway.actions.migrate.Said.summary;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actions.backup.RestorePostgres;
import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import dev.slipway.base.Secret;
import dev.slipway.hands.Action;
import dev.slipway.postgres.Databases;
import dev.slipway.run.Outcome;
import dev.slipway.run.Sighting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("real")
class SqlFolderTest {

    @TempDir
    Path temporary;

    private Yard yard;

    @BeforeEach
    void two_migrations() {
        yard = new Yard(temporary);
        yard.write("migrations/0001_orders.sql", "create table orders(id int primary key, note text);\n");
        yard.write("migrations/0001_orders.down.sql", "drop table orders;\n");
        yard.write(
                "migrations/0002_price.sql",
                "alter table orders add column price int default 0;\ninsert into orders values (1, 'a; b', 7);\n");
        yard.write("migrations/0002_price.down.sql", "alter table orders drop column price;\n");
    }

    @AfterEach
    void drop() {
        yard.close();
    }

    private Outcome apply(String... more) throws InterruptedException {
        return yard.perform(new MigrateApply(new RestorePostgres()), with(more));
    }

    private static Object[] with(String... more) {
        List<Object> all = new ArrayList<>(List.of("tool", "sql", "url", "$DATABASE_URL"));
        all.addAll(List.of(more));
        return all.toArray();
    }

    private Outcome status(String... more) throws InterruptedException {
        return yard.step("status").perform(new MigrateStanding(), with(more));
    }

    private static Map<String, Data> outputs(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
        return ((Outcome.Succeeded) outcome).outputs();
    }

    @Test
    void an_empty_database_is_brought_to_the_newest_and_a_second_time_nothing_is_done() throws Exception {
        assertThat(summary(status())).isEqualTo("at empty, 2 pending: 0001_orders, 0002_price");

        Outcome first = apply();

        assertThat(summary(first)).isEqualTo("2 revisions, at 0002_price");
        assertThat(outputs(first))
                .containsEntry("before", Data.of("empty"))
                .containsEntry("revision", Data.of("0002_price"));
        assertThat(yard.sql("select note, price from orders")).isEqualTo("a; b|7");
        assertThat(summary(yard.step("again").perform(new MigrateApply(new RestorePostgres()), with())))
                .isEqualTo("nothing was pending at 0002_price");
        assertThat(summary(status("pending", "refused", "at", "0002_price")))
                .isEqualTo("at 0002_price, nothing is pending");
        assertThat(reason(status("at", "0001_orders")))
                .isEqualTo("the database is at 0002_price and not at 0001_orders");
    }

    @Test
    void it_goes_up_to_a_revision_and_no_further() throws Exception {
        assertThat(summary(apply("to", "0001_orders"))).isEqualTo("1 revision, at 0001_orders");
        assertThat(reason(status("pending", "refused")))
                .isEqualTo("the database is at 0001_orders: 1 pending: 0002_price");
        assertThat(reason(apply("to", "0002_prise")))
                .isEqualTo("there is no revision 0002_prise. Did you mean '0002_price'?");
    }

    @Test
    void only_what_was_previewed_is_applied() throws Exception {
        Outcome preview = yard.step("preview").perform(new MigratePreview(), with());
        String digest = outputs(preview).getOrDefault("digest", Data.nothing()).plain();
        assertThat(yard.said).contains("-- 0002_price", "alter table orders add column price int default 0;");
        assertThat(yard.sql("select to_regclass('orders') is null")).isEqualTo("t");

        yard.write("migrations/0002_price.sql", "drop table orders;\n");
        yard.step("migrate");
        assertThat(reason(apply("previewed", digest)))
                .matches("what is pending \\(digest [0-9a-f]{6}\\) is not what was previewed \\("
                        + digest.substring(0, 6) + "\\): preview it again, and read it");
        assertThat(yard.sql("select to_regclass('orders') is null")).isEqualTo("t");

        Outcome again = yard.step("preview").perform(new MigratePreview(), with());
        assertThat(summary(yard.step("migrate")
                        .perform(
                                new MigrateApply(new RestorePostgres()),
                                with("previewed", Said.output(again, "digest")))))
                .isEqualTo("2 revisions, at 0002_price");
    }

    @Test
    void a_file_that_fails_leaves_nothing_and_says_where() throws Exception {
        yard.write(
                "migrations/0003_bad.sql",
                "insert into orders values (2, 'x', 1);\n\n-- a comment\ninsert into\n  ordres values (3);\n");
        assertThat(reason(apply()))
                .isEqualTo("0003_bad.sql:4: relation \"ordres\" does not exist; nothing of it was kept; 2 of 3 were"
                        + " applied, the database is at 0002_price");
        assertThat(yard.sql("select count(*) from orders")).isEqualTo("1");
        assertThat(yard.look(new MigrateApply(new RestorePostgres()), with())).isInstanceOf(Sighting.Absent.class);

        yard.write("migrations/0003_bad.sql", "insert into orders values (2, 'x', 1);");
        assertThat(summary(apply())).isEqualTo("1 revision, at 0003_bad");
    }

    @Test
    void one_that_is_no_transaction_and_fails_has_stopped_half_way_until_somebody_has_looked() throws Exception {
        yard.write("migrations/0003_index.sql", """
                -- slipway: no-transaction
                create index concurrently orders_note on orders(note);
                create unique index concurrently orders_twice on orders((1));
                insert into gone values (1);
                """);
        yard.sql("create table if not exists orders(id int primary key, note text)");
        yard.write("migrations/0001_orders.sql", "create table if not exists orders(id int primary key, note text);\n");
        assertThat(reason(apply()))
                .isEqualTo("0003_index.sql:4: relation \"gone\" does not exist; 0003_index has stopped half-way, 2 of 3"
                        + " statements are done; 2 of 3 were applied, the database is at 0002_price");

        String half =
                "0003_index has stopped half-way (2 of its statements are done): finish it by hand and say 'update"
                        + " public.slipway_migrations set done = now() where revision = '0003_index'', or take back what it did"
                        + " and delete that row";
        assertThat(reason(status())).isEqualTo(half);
        assertThat(reason(yard.step("migrate").perform(new MigrateApply(new RestorePostgres()), with())))
                .isEqualTo(half);
        assertThat(yard.look(new MigrateApply(new RestorePostgres()), with())).isEqualTo(new Sighting.Unknown(half));

        yard.sql("update slipway_migrations set done = now() where revision = '0003_index'");
        assertThat(summary(status())).isEqualTo("at 0003_index, nothing is pending");
    }

    @Test
    void a_file_changed_after_it_was_applied_is_drift() throws Exception {
        apply();
        yard.write("migrations/0002_price.sql", "alter table orders add column price bigint;\n");
        assertThat(reason(status()))
                .isEqualTo(
                        "0002_price has changed since it was applied: put it back as it was, and write what is new as a"
                                + " revision of its own");
    }

    @Test
    void what_the_database_has_and_the_folder_has_not_is_unknown() throws Exception {
        apply();
        Files.delete(temporary.resolve("migrations/0002_price.sql"));
        assertThat(reason(status()))
                .isEqualTo(
                        "the database has 0002_price, which this version does not know: a newer version or another branch"
                                + " has migrated it");
    }

    @Test
    void two_of_one_number_are_two_heads() throws Exception {
        apply();
        yard.write("migrations/0003_a.sql", "select 1;");
        yard.write("migrations/0003_b.sql", "select 1;");
        assertThat(reason(yard.step("next").perform(new MigrateApply(new RestorePostgres()), with())))
                .isEqualTo(
                        "there are 2 heads, 0003_a and 0003_b: branches were joined and nobody said which comes first;"
                                + " give the one that comes second the next number");
    }

    @Test
    void one_that_comes_before_what_is_applied_is_said() throws Exception {
        apply();
        yard.write("migrations/0000_first.sql", "select 1;");
        assertThat(reason(status()))
                .isEqualTo("0000_first is not applied and comes before 0001_orders, which is: give it a name that comes"
                        + " after, if it does not matter to what was applied since");
    }

    @Test
    void what_cannot_be_one_transaction_is_refused_before_anything_is_sent() throws Exception {
        for (Map.Entry<String, String> each : Map.of(
                        "select 1;\ncreate index concurrently i on orders(note);",
                        ":2: 'create index concurrently i on orders(note)' cannot be part of a transaction: begin the file"
                                + " with '-- slipway: no-transaction'",
                        "begin;\nselect 1;\ncommit;",
                        ":1: 'begin': a file is one transaction already; take it out, or begin the file with"
                                + " '-- slipway: no-transaction'",
                        "select 'a;\n",
                        ":1: a quotation that begins here does not end",
                        "select 1;\n\\! rm -rf /\n",
                        ":2: a backslash begins a command of psql, which is not SQL",
                        "-- slipway: no-transactions\nselect 1;",
                        ":1: '-- slipway: no-transactions' says nothing here. Did you mean 'no-transaction'?")
                .entrySet()) {
            yard.write("migrations/0003_odd.sql", each.getKey());
            assertThat(reason(apply())).isEqualTo("0003_odd.sql" + each.getValue());
        }
        assertThat(yard.sql("select to_regclass('slipway_migrations') is null")).isEqualTo("t");
    }

    @Test
    void undo_takes_back_by_itself_what_loses_nothing() throws Exception {
        apply("to", "0001_orders");
        yard.step("second");
        yard.write("migrations/0002_price.sql", "alter table orders add column price int default 0;\n");
        yard.perform(new MigrateApply(new RestorePostgres()), with("undo", "down"));
        yard.sql("insert into orders values (1, 'x')");

        assertThat(summary(yard.undo(new MigrateApply(new RestorePostgres()), with("undo", "down"))))
                .isEqualTo("1 revision taken back, at 0001_orders");
        assertThat(yard.sql("select count(*) from orders")).isEqualTo("1");
        assertThat(summary(yard.undo(new MigrateApply(new RestorePostgres()), with("undo", "down"))))
                .isEqualTo("the schema is at 0001_orders as before");
    }

    @Test
    void undo_that_would_lose_something_says_what_and_a_second_try_is_the_answer() throws Exception {
        apply();
        assertThat(reason(yard.undo(new MigrateApply(new RestorePostgres()), with("undo", "down"))))
                .isEqualTo("back from 0002_price to empty would lose what stands in orders.price; the rows of orders."
                        + " Nothing has changed; to lose it, try this step again");
        assertThat(yard.sql("select count(*) from orders")).isEqualTo("1");
        assertThat(summary(yard.undo(new MigrateApply(new RestorePostgres()), with("undo", "down"))))
                .isEqualTo("2 revisions taken back, at empty");
        assertThat(yard.sql("select to_regclass('orders') is null")).isEqualTo("t");
    }

    @Test
    void undo_asks_without_a_policy_and_keeps_with_keep() throws Exception {
        apply();
        assertThat(summary(yard.undo(new MigrateApply(new RestorePostgres()), with("undo", "keep"))))
                .isEqualTo("the schema stays at 0002_price");
        yard.sql("delete from orders");
        assertThat(reason(yard.undo(new MigrateApply(new RestorePostgres()), with())))
                .isEqualTo(
                        "the schema is at 0002_price. Nothing has changed; to take it back to empty, which loses nothing,"
                                + " try this step again");
        assertThat(summary(yard.undo(new MigrateApply(new RestorePostgres()), with())))
                .isEqualTo("2 revisions taken back, at empty");
    }

    @Test
    void down_goes_to_a_revision_and_says_when_there_is_no_way() throws Exception {
        apply();
        yard.sql("delete from orders");
        assertThat(summary(yard.step("down").perform(new MigrateDown(), with("to", "0001_orders"))))
                .isEqualTo("1 revision taken back, at 0001_orders");
        assertThat(reason(yard.perform(new MigrateDown(), with("to", "0002_price"))))
                .isEqualTo("0002_price is not applied: the database is at 0001_orders");
        Files.delete(temporary.resolve("migrations/0001_orders.down.sql"));
        assertThat(reason(yard.step("down2").perform(new MigrateDown(), with("to", "empty"))))
                .isEqualTo(
                        "there is no 0001_orders.down.sql in migrations, so nothing says how to take 0001_orders back");
    }

    @Test
    void a_table_in_use_is_not_waited_for_longer_than_is_said() throws Exception {
        apply("to", "0001_orders");
        Process holder = new ProcessBuilder(
                        "psql",
                        "-X",
                        "-q",
                        "-d",
                        Databases.url(yard.database),
                        "-c",
                        "begin; lock table orders; select 'held'; select pg_sleep(60)")
                .redirectErrorStream(true)
                .start();
        try {
            while (yard.sql("select count(*) from pg_locks where relation = 'orders'::regclass and granted")
                    .equals("0")) {
                Thread.onSpinWait();
            }
            assertThat(reason(yard.step("next")
                            .perform(new MigrateApply(new RestorePostgres()), with("lock-timeout", "200ms"))))
                    .isEqualTo("0002_price.sql:1: canceling statement due to lock timeout; nothing of it was kept;"
                            + " the database is at 0001_orders as before");
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }

    @Test
    void a_folder_that_is_not_there_or_empty_is_said() throws Exception {
        assertThat(reason(apply("folder", "nowhere")))
                .isEqualTo("the folder nowhere cannot be read: No such file or directory");
        Files.createDirectories(temporary.resolve("none"));
        assertThat(reason(apply("folder", "none")))
                .isEqualTo("there is no migration in none: files named as 0001_orders.sql");
        yard.write("none/a b.sql", "select 1");
        assertThat(reason(apply("folder", "none")))
                .isEqualTo("'a b.sql' cannot name a migration: letters, digits, '.', '_' and '-'");
    }

    @Test
    void a_long_file_with_much_output_goes_through_whole() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            text.append("insert into orders values (")
                    .append(i + 10)
                    .append(", '")
                    .append("y".repeat(100))
                    .append("');\n")
                    .append("select repeat('z', 1000);\n");
        }
        yard.write("migrations/0003_long.sql", text.toString());
        assertThat(summary(apply())).isEqualTo("3 revisions, at 0003_long");
        assertThat(yard.sql("select count(*) from orders")).isEqualTo("2001");
        assertThat(yard.sql("select checksum from slipway_migrations where revision = '0003_long'"))
                .isEqualTo(Digest.of(text.toString()).hex());
    }

    @Test
    void a_database_that_cannot_be_reached_is_said_without_its_password() throws Exception {
        yard.secrets.set(0, new Secret("DATABASE_URL", Databases.url("no_such")));
        assertThat(reason(apply())).isEqualTo("the server cannot be reached: database \"no_such\" does not exist");
        yard.secrets.clear();
        assertThat(reason(apply())).isEqualTo("DATABASE_URL is not declared in 'env', or is empty");
    }

    @Test
    void actions_say_what_they_are_about() {
        for (Action<?> each : List.of(
                new MigrateApply(new RestorePostgres()),
                new MigrateDown(),
                new MigratePreview(),
                new MigrateStanding())) {
            assertThat(each.variables(new Data.Mapping(Map.of("url", Data.of("$DATABASE_URL")))))
                    .containsExactly("DATABASE_URL");
        }
    }
}
