package dev.slipway.actions.migrate;

import static dev.slipway.actions.migrate.Said.reason;
import static dev.slipway.actions.migrate.Said.summary;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actions.backup.BackupPostgres;
import dev.slipway.actions.backup.RestorePostgres;
import dev.slipway.base.Data;
import dev.slipway.postgres.Databases;
import dev.slipway.run.Outcome;
import dev.slipway.run.Sighting;
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

@Tag("real")
class MigrateFitTest {
    private static final MigrateFit FIT = new MigrateFit(new RestorePostgres());
    private static final MigrateApply APPLY = new MigrateApply(new RestorePostgres());

    @TempDir
    Path temporary;

    private Yard yard;

    @BeforeEach
    void two_releases() throws Exception {
        yard = new Yard(temporary);
        yard.write("migrations/0001_orders.sql", "create table orders(id int primary key);\n");
        yard.write("migrations/0001_orders.down.sql", "drop table orders;\n");
        Map<String, Data> first = outputs(yard.step("first").perform(APPLY, with()));
        yard.sql("insert into orders values (1)");
        yard.write("migrations/0002_price.sql", "alter table orders add column price int;\n");
        yard.write("migrations/0002_price.down.sql", "alter table orders drop column price;\n");
        Map<String, Data> second = outputs(yard.step("second").perform(APPLY, with()));
        yard.roots.put("previous", runs("v1", first));
        yard.roots.put("last", runs("v2", second));
        yard.step("fit");
    }

    @AfterEach
    void drop() {
        yard.close();
    }

    /** As the record has them. */
    private static Data runs(String version, Map<String, Data> outputs) {
        return of(
                "release",
                of(
                        "inputs", of("version", Data.of(version)),
                        "steps", of("migrate", new Data.Mapping(outputs)),
                        "at", Data.of("2026-11-21T14:00:00Z"),
                        "ending", Data.of("succeeded")));
    }

    private static Data of(Object... words) {
        Map<String, Data> all = new LinkedHashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            all.put((String) words[i], (Data) words[i + 1]);
        }
        return new Data.Mapping(all);
    }

    private static Object[] with(Object... more) {
        List<Object> all = new ArrayList<>(List.of("tool", "sql", "url", "$DATABASE_URL"));
        all.addAll(List.of(more));
        return all.toArray();
    }

    private static Map<String, Data> outputs(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
        return ((Outcome.Succeeded) outcome).outputs();
    }

    @Test
    void a_version_that_has_run_on_it_may_be_started() throws Exception {
        assertThat(summary(yard.perform(FIT, with("release", "v2"))))
                .isEqualTo("v2 has run on 0002_price since 2026-11-21T14:00:00Z");
        assertThat(yard.look(FIT, with("release", "v2"))).isInstanceOf(Sighting.Applied.class);
    }

    @Test
    void one_that_never_has_waits_for_a_person() throws Exception {
        assertThat(reason(yard.perform(FIT, with("release", "v1"))))
                .isEqualTo("v1 never ran on 0002_price: it ran on 0001_orders. Nothing has changed; if v1 runs on"
                        + " 0002_price, try this step again, else take the schema back first");
        assertThat(yard.look(FIT, with("release", "v1"))).isInstanceOf(Sighting.Unknown.class);
        assertThat(summary(yard.perform(FIT, with("release", "v1"))))
                .isEqualTo("v1 never ran on 0002_price: it ran on 0001_orders; somebody has let it");
        assertThat(reason(yard.step("other").perform(FIT, with("release", "v0", "otherwise", "down"))))
                .startsWith("no release of v0 is known. Nothing has changed;");
    }

    @Test
    void the_schema_goes_back_to_where_it_ran_when_nothing_is_lost_by_that() throws Exception {
        assertThat(summary(yard.perform(FIT, with("release", "v1", "otherwise", "down"))))
                .isEqualTo("1 revision taken back, at 0001_orders");
        assertThat(yard.said)
                .contains("v1 never ran on 0002_price: it ran on 0001_orders; the schema goes back there first");
        assertThat(yard.look(FIT, with("release", "v1", "otherwise", "down"))).isInstanceOf(Sighting.Applied.class);
    }

    @Test
    void what_the_way_down_would_lose_is_said_before() throws Exception {
        yard.sql("update orders set price = 5");

        assertThat(reason(yard.perform(FIT, with("release", "v1", "otherwise", "down"))))
                .isEqualTo("back from 0002_price to 0001_orders would lose what stands in orders.price. Nothing has"
                        + " changed; to lose it, try this step again");
        assertThat(yard.sql("select price from orders")).isEqualTo("5");
    }

    @Test
    void a_backup_of_then_takes_its_place() throws Exception {
        yard.sql("alter table orders drop column price; delete from slipway_migrations where revision = '0002_price'");
        String backup = backup();
        outputs(yard.step("again").perform(APPLY, with()));
        yard.step("fit");

        Object[] words = with("release", "v1", "otherwise", "restore", "store", "kept", "backup", backup);
        assertThat(reason(yard.perform(FIT, words))).startsWith("with " + backup + " of ");
        yard.stopInTheMiddleOfASwap();
        assertThat(yard.look(FIT, words)).isInstanceOf(Sighting.Unknown.class);
        assertThat(yard.sql("select count(*) from orders")).isEqualTo("1");
        yard.stopInTheMiddleOfASwap();
        assertThat(summary(yard.perform(FIT, words))).startsWith(backup + " is live");

        assertThat(summary(yard.step("after").perform(FIT, with("release", "v1"))))
                .startsWith("v1 has run on 0001_orders since ");
    }

    private String backup() throws InterruptedException {
        return outputs(yard.step("backup")
                        .perform(new BackupPostgres(), "store", "kept", "url", "$DATABASE_URL", "prove", "list"))
                .getOrDefault("id", Data.of(""))
                .plain();
    }

    private String databases() {
        return Databases.sql(
                "postgres", "select count(*) from pg_database where datname like '" + yard.database + "%'");
    }

    @Test
    void a_backup_of_another_revision_does_not_stay_in_its_place() throws Exception {
        String backup = backup();
        yard.sql("insert into orders values (2)");
        yard.step("fit");
        Object[] words = with("release", "v1", "otherwise", "restore", "store", "kept", "backup", backup);
        assertThat(reason(yard.perform(FIT, words))).startsWith("with " + backup + " of ");

        assertThat(reason(yard.perform(FIT, words)))
                .matches(backup + " is at 0002_price and not at 0001_orders: the database from before is live; the"
                        + " restored one is " + yard.database + "_undone_\\d{8}_\\d{6}");
        assertThat(yard.sql("select count(*) from orders")).isEqualTo("2");
        assertThat(databases()).isEqualTo("2");

        assertThat(reason(yard.perform(FIT, words)))
                .isEqualTo(backup + " is at 0002_price and not at 0001_orders, as was found before: nothing has"
                        + " changed, and another one is needed");
        assertThat(databases()).isEqualTo("2");
    }

    @Test
    void one_that_a_try_that_was_killed_has_left_there_does_not_stay_either() throws Exception {
        String backup = backup();
        yard.sql("insert into orders values (2)");
        yard.step("fit");
        new Memory(yard).put("restoring", Data.of("0001_orders"));
        assertThat(summary(yard.perform(
                        new RestorePostgres(),
                        "store",
                        "kept",
                        "url",
                        "$DATABASE_URL",
                        "backup",
                        backup,
                        "loss",
                        "accept")))
                .startsWith(backup + " is live");
        assertThat(yard.sql("select count(*) from orders")).isEqualTo("1");

        Object[] words = with("release", "v1", "otherwise", "restore", "store", "kept", "backup", backup);
        assertThat(yard.look(FIT, words))
                .isInstanceOfSatisfying(
                        Sighting.Unknown.class,
                        unknown -> assertThat(unknown.toString())
                                .contains(backup + " is at 0002_price and not at 0001_orders: the database from before"
                                        + " is live"));
        assertThat(yard.sql("select count(*) from orders")).isEqualTo("2");
    }

    @Test
    void an_author_may_say_that_it_runs_there() throws Exception {
        assertThat(summary(
                        yard.perform(FIT, with("release", "v1", "runs-on", new Data.Listing(List.of(Data.of("any")))))))
                .isEqualTo("v1 is said to run on 0002_price");
    }
}
