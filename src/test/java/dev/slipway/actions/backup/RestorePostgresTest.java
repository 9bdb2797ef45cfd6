package dev.slipway.actions.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.Data;
import dev.slipway.base.Secret;
import dev.slipway.hands.Refusal;
import dev.slipway.postgres.Databases;
import dev.slipway.postgres.Psql;
import dev.slipway.run.Outcome;
import dev.slipway.run.Sighting;
import dev.slipway.vault.AgeKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("real")
class RestorePostgresTest {

    @TempDir
    Path temporary;

    private Ground ground;

    @BeforeEach
    void make_a_database_with_a_proven_backup() throws Exception {
        ground = new Ground(temporary);
        ground.sql("create table orders(id int primary key, what text); insert into orders select i, 'x' from"
                + " generate_series(1, 100) i; create sequence s; select nextval('s');");
        ground.sql("alter database " + ground.database + " set search_path = 'other', \"$user\", public;"
                + " alter database " + ground.database + " set work_mem = '17MB';"
                + " revoke connect on database " + ground.database + " from public;");
        assertThat(ground.perform(
                        new BackupPostgres(), Map.of("url", Data.of("$DATABASE_URL"), "store", Data.of("backups"))))
                .isInstanceOf(Outcome.Succeeded.class);
    }

    @AfterEach
    void drop_it() {
        ground.close();
    }

    private final RestorePostgres action = new RestorePostgres();

    private RestorePostgres.Return wanted(Object... more) {
        Map<String, Data> all = new LinkedHashMap<>();
        all.put("url", Data.of("$DATABASE_URL"));
        all.put("store", Data.of("backups"));
        all.put("identity", Data.of("$AGE_KEY"));
        for (int i = 0; i < more.length; i += 2) {
            all.put((String) more[i], more[i + 1] instanceof Data data ? data : Data.of((String) more[i + 1]));
        }
        return action.parameters().bind(new Data.Mapping(all));
    }

    private Outcome restore(Object... more) throws InterruptedException {
        return action.perform(wanted(more), ground);
    }

    private List<String> databases() {
        return Databases.sql(
                        "postgres",
                        "select datname from pg_database where datname like '" + ground.database + "%' order by 1")
                .lines()
                .toList();
    }

    private String orders() {
        return ground.sql("select count(*) from public.orders");
    }

    @Test
    void what_would_be_lost_is_said_and_trying_again_is_the_answer() throws Exception {
        ground.sql(
                "insert into public.orders select i, 'new' from generate_series(101, 112) i; update public.orders set what = 'y' where id = 1");

        assertThat(restore())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.reason())
                                .contains("would be lost: 12 rows added to public.orders. Nothing has changed;"
                                        + " to lose it, try this step again"));
        assertThat(orders()).isEqualTo("112");
        // Should Slipway end before this failure is on record, going on by itself would be taken for the answer.
        assertThat(action.look(wanted(), ground))
                .isEqualTo(new Sighting.Unknown("it would lose something, and nobody has answered whether it may"));
        assertThat(databases()).containsExactly(ground.database);
        assertThat(Ground.sides()).isEmpty();

        Outcome.Succeeded done = (Outcome.Succeeded) restore();
        assertThat(orders()).isEqualTo("100");
        String old = done.outputs().getOrDefault("old", Data.nothing()).plain();
        assertThat(databases()).containsExactly(ground.database, old);
        assertThat(old).matches(ground.database + "_before_\\d{8}_\\d{6}");
        assertThat(Databases.sql("postgres", "select datallowconn from pg_database where datname = '" + old + "'"))
                .isEqualTo("f");
        assertThat(ground.sql("show search_path")).isEqualTo("other, \"$user\", public");
        assertThat(ground.sql("show work_mem")).isEqualTo("17MB");
        assertThat(Databases.sql(
                        "postgres", "select has_database_privilege('public', '" + ground.database + "', 'connect')"))
                .isEqualTo("f");
        assertThat(action.look(wanted(), ground)).isInstanceOf(Sighting.Applied.class);
        assertThat(Ground.sides()).isEmpty();
    }

    @Test
    void what_was_written_after_the_question_is_asked_about_again() throws Exception {
        ground.sql("insert into public.orders values (101, 'new')");
        assertThat(restore()).isInstanceOf(Outcome.Failed.class);
        ground.sql("insert into public.orders values (102, 'newer')");
        assertThat(restore())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.reason()).contains("2 rows added"));
        assertThat(orders()).isEqualTo("102");
    }

    @Test
    void undo_puts_the_database_from_before_back_and_keeps_both() throws Exception {
        ground.sql("insert into public.orders values (101, 'new')");
        assertThat(restore("loss", "accept")).isInstanceOf(Outcome.Succeeded.class);
        assertThat(orders()).isEqualTo("100");
        assertThat(action.undo(wanted(), ground)).isInstanceOf(Outcome.Succeeded.class);
        assertThat(orders()).isEqualTo("101");
        assertThat(databases()).hasSize(2).last().asString().contains("_undone_");
        assertThat(action.undo(wanted(), ground))
                .isEqualTo(new Outcome.Succeeded("nothing had been replaced", Map.of()));
    }

    @Test
    void those_who_are_connected_are_sent_away_and_come_back_to_the_restored_one() throws Exception {
        Process sleeper = new ProcessBuilder(
                        "psql", "-X", "-d", Databases.url(ground.database), "-c", "select pg_sleep(600)")
                .redirectErrorStream(true)
                .start();
        try {
            while (!Databases.sql(
                            "postgres",
                            "select count(*) from pg_stat_activity where query like '%pg_sleep(600)%' and datname = '"
                                    + ground.database + "'")
                    .equals("1")) {
                Thread.onSpinWait();
            }
            assertThat(restore()).isInstanceOf(Outcome.Succeeded.class);
            assertThat(sleeper.waitFor()).isNotZero();
        } finally {
            sleeper.destroyForcibly();
        }
    }

    @Test
    void a_database_that_is_gone_is_restored() throws Exception {
        Databases.sql("postgres", "drop database " + ground.database);
        assertThat(restore())
                .isInstanceOfSatisfying(
                        Outcome.Succeeded.class,
                        done -> assertThat(done.outputs()).containsEntry("old", Data.of("")));
        assertThat(orders()).isEqualTo("100");
    }

    @Test
    void a_broken_invariant_a_damaged_blob_and_a_wrong_key_leave_the_live_database_alone() throws Exception {
        Data broken = new Data.Listing(List.of(
                new Data.Mapping(Map.of("sql", Data.of("select count(*) from public.orders"), "is", Data.of("7")))));
        assertThat(restore("invariants", broken))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.reason()).contains("breaks an invariant"));

        ground.secrets.set(1, new Secret("AGE_KEY", AgeKeys.oneTime().identity().reveal()));
        assertThat(restore())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.reason()).contains("that is another key"));

        ground.secrets.set(1, new Secret("AGE_KEY", ground.keys.identity().reveal()));
        Path blob = ground.store.resolve(
                ground.vault.catalogue().whole().getFirst().sealed().blob());
        byte[] bytes = Files.readAllBytes(blob);
        bytes[bytes.length - 20] ^= 1;
        Files.write(blob, bytes);
        assertThat(restore()).isInstanceOf(Outcome.Failed.class);
        bytes[bytes.length - 20] ^= 1;
        Files.write(blob, Arrays.copyOf(bytes, bytes.length - 1));
        assertThat(restore())
                .isEqualTo(new Outcome.Failed("there is no proven backup of " + ground.database + " in backups"));

        assertThat(databases()).containsExactly(ground.database);
        assertThat(orders()).isEqualTo("100");
        assertThat(Ground.sides()).isEmpty();
    }

    @Test
    void a_swap_that_was_cut_off_is_opened_again() throws Exception {
        Databases.sql("postgres", "alter database " + ground.database + " allow_connections false");
        ground.remember("{\"old\":\"" + ground.database + "_before_20260101_000000\"}");
        assertThat(action.look(wanted(), ground)).isEqualTo(new Sighting.Absent());
        assertThat(action.undo(wanted(), ground)).isInstanceOf(Outcome.Succeeded.class);
        assertThat(orders()).isEqualTo("100");
    }

    @Test
    void what_stands_in_the_way_of_the_swap_is_said_and_everybody_is_let_in_again() throws Exception {
        String taken = ground.database + "_side";
        Databases.sql("postgres", "create database " + taken);
        try (Psql session = Psql.open(wanted().at(ground).to("postgres"))) {
            Swap swap = new Swap(session, ground.database);
            assertThatThrownBy(() -> swap.perform(taken, "postgres"))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("already exists");
        }
        assertThat(orders()).isEqualTo("100");
    }

    @Test
    void somebody_who_does_not_own_the_database_hears_it_before_anything_is_restored() throws Exception {
        String role = ground.database + "_app";
        ground.sql("create role " + role + " login createdb password 'own'; grant connect on database "
                + ground.database + " to " + role);
        try {
            ground.secrets.add(new Secret(
                    "ROLE_URL",
                    Databases.url(ground.database).replace("slipway:" + Databases.password(), role + ":own")));

            assertThat(restore("url", "$ROLE_URL"))
                    .isEqualTo(new Outcome.Failed(
                            "the user does not own " + ground.database + ", and only its owner may rename it"));
            assertThat(databases()).containsExactly(ground.database);
        } finally {
            ground.sql("revoke connect on database " + ground.database + " from " + role + "; drop role " + role);
        }
    }
}
