package dev.slipway.actions.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.base.Secret;
import dev.slipway.postgres.Databases;
import dev.slipway.run.Outcome;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("real")
class CheckPostgresTest {

    @TempDir
    Path temporary;

    private Ground ground;

    @BeforeEach
    void make_the_database() {
        ground = new Ground(temporary);
    }

    @AfterEach
    void drop_it() {
        ground.close();
    }

    private Outcome check(Object... more) throws InterruptedException {
        Map<String, Data> all = new LinkedHashMap<>();
        all.put("url", Data.of("$DATABASE_URL"));
        for (int i = 0; i < more.length; i += 2) {
            all.put(
                    (String) more[i],
                    more[i + 1] instanceof Integer number ? Data.of(number) : Data.of((String) more[i + 1]));
        }
        return ground.perform(new CheckPostgres(), all);
    }

    private String why(Object... more) throws InterruptedException {
        return ((Outcome.Failed) check(more)).reason();
    }

    @Test
    void a_server_that_can_be_used_says_what_it_is() throws Exception {
        assertThat(check("connections", "90%", "longest-transaction", "1h", "lag", "1h"))
                .isInstanceOfSatisfying(
                        Outcome.Succeeded.class,
                        done -> assertThat(done.summary()).matches("PostgreSQL [\\d.]+.*, a primary"));
        assertThat(why("role", "replica")).isEqualTo("the server is not a replica");
        assertThat(why("replicas", 9)).isEqualTo("0 replicas follow it, where 9 are wanted");
    }

    @Test
    void what_is_read_only_is_a_failure() throws Exception {
        ground.sql("alter database " + ground.database + " set default_transaction_read_only = on");
        assertThat(why()).isEqualTo("the server is read only: default_transaction_read_only is on");
    }

    @Test
    void a_wrong_password_is_said_and_never_shown() throws Exception {
        ground.secrets.add(
                new Secret("WRONG", Databases.url(ground.database).replace(Databases.password(), "not-it-at-all")));
        assertThat(why("url", "$WRONG"))
                .isEqualTo("the server cannot be reached: password authentication failed for user \"slipway\"");
    }

    @Test
    void a_transaction_that_stays_open_is_seen_by_whoever_may_see_it() throws Exception {
        Process open = new ProcessBuilder(
                        "psql", "-X", "-d", Databases.url(ground.database), "-c", "begin; select pg_sleep(60)")
                .redirectErrorStream(true)
                .start();
        try {
            String said = "";
            while (!said.startsWith("a transaction has been open for ")) {
                said = check("longest-transaction", "1s") instanceof Outcome.Failed(String reason) ? reason : "";
            }
            assertThat(said).endsWith(", where 1s is the limit");
        } finally {
            open.destroyForcibly().waitFor();
        }
        String role = ground.database + "_role";
        Databases.sql("postgres", "create role " + role + " login password 'of-a-role'");
        try {
            ground.secrets.add(new Secret(
                    "LITTLE",
                    Databases.url(ground.database).replace("slipway:" + Databases.password(), role + ":of-a-role")));
            assertThat(why("url", "$LITTLE", "longest-transaction", "1s"))
                    .isEqualTo("the user does not see the transactions of others: grant pg_monitor to it");
        } finally {
            Databases.sql("postgres", "drop role " + role);
        }
    }

    @Test
    void a_replica_is_told_from_its_primary() throws Exception {
        try (Servers servers = new Servers(temporary)) {
            int port = servers.standby();
            ground.secrets.add(new Secret(
                    "REPLICA", Databases.url(ground.database).replace(":" + Databases.port() + "/", ":" + port + "/")));
            assertThat(why("url", "$REPLICA")).isEqualTo("the server is a replica, and nothing can be written there");
            assertThat(check("url", "$REPLICA", "role", "replica", "lag", "1m", "within", "20s", "every", "100ms"))
                    .isInstanceOf(Outcome.Succeeded.class);
            assertThat(check("replicas", 1, "lag", "1m", "within", "20s", "every", "100ms"))
                    .isInstanceOf(Outcome.Succeeded.class);
        }
    }
}
