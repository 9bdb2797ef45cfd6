package dev.slipway.actions.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.base.Secret;
import dev.slipway.run.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("real")
class CheckMariadbTest {
    private static final String PASSWORD = "a-password-of-mariadb";

    @TempDir
    Path temporary;

    private Ground ground;
    private Servers servers;
    private int port;

    @BeforeEach
    void start_one() throws Exception {
        ground = new Ground(temporary);
        servers = new Servers(temporary);
        port = servers.mariadb(PASSWORD);
        ground.secrets.add(new Secret("DB_PASSWORD", PASSWORD));
    }

    @AfterEach
    void end_it() throws Exception {
        servers.close();
        ground.close();
    }

    private Outcome check(String... more) throws InterruptedException {
        Map<String, Data> all = new LinkedHashMap<>();
        all.put("host", Data.of("127.0.0.1"));
        all.put("port", Data.of(port));
        all.put("user", Data.of("slipway"));
        all.put("password", Data.of("$DB_PASSWORD"));
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], Data.of(more[i + 1]));
        }
        return ground.perform(new CheckMariadb(), all);
    }

    private String why(String... more) throws InterruptedException {
        return ((Outcome.Failed) check(more)).reason();
    }

    private void sql(String sql) {
        Ground.shell("MYSQL_PWD=" + PASSWORD + " mariadb --no-defaults -h 127.0.0.1 -P " + port + " -u slipway", sql);
    }

    @Test
    void a_server_that_can_be_used_says_what_it_is_and_one_that_cannot_says_why() throws Exception {
        assertThat(check("connections", "80%", "longest-transaction", "1m"))
                .isInstanceOfSatisfying(
                        Outcome.Succeeded.class,
                        done -> assertThat(done.summary()).endsWith(", writable"));

        ground.secrets.add(new Secret("WRONG", "not-the-password"));
        assertThat(why("password", "$WRONG"))
                .isEqualTo("127.0.0.1:" + port + " does not let this user in: Access denied for user"
                        + " 'slipway'@'127.0.0.1' (using password: YES)");
        assertThat(why("connections", "0%")).isEqualTo("1 of 151 (limit 0%) connections are used");
        assertThat(why("role", "replica")).isEqualTo("the server is not a replica");

        sql("install soname 'auth_ed25519'; create user other@'127.0.0.1' identified via ed25519 using password('x')");
        assertThat(why("user", "other"))
                .isEqualTo("127.0.0.1:" + port + " does not let this user in: the server asks 'other' to log in by"
                        + " client_ed25519, and Slipway knows mysql_native_password only");

        sql("change master to master_host='127.0.0.1', master_port=1, master_user='x', master_password='y'");
        assertThat(why("role", "replica", "lag", "1s"))
                .isEqualTo("the replica does not follow its primary: it is stopped, or has no connection");

        sql("set global read_only = on");
        assertThat(why()).isEqualTo("the server is read only");
    }

    @Test
    void a_transaction_that_stays_open_is_seen() throws Exception {
        sql("create database d; create table d.t(a int) engine=innodb");
        Process open = new ProcessBuilder(
                        "bash",
                        "-c",
                        "MYSQL_PWD=" + PASSWORD + " exec mariadb --no-defaults -h 127.0.0.1 -P " + port
                                + " -u slipway -e 'begin; insert into d.t values (1); select sleep(60)'")
                .start();
        try {
            Instant until = Instant.now().plusSeconds(30);
            String said = "";
            while (!said.startsWith("a transaction has been open for ")
                    && Instant.now().isBefore(until)) {
                said = check("longest-transaction", "1s") instanceof Outcome.Failed(String reason) ? reason : "";
                // InnoDB renews what it shows of transactions only when nobody has looked for 100 ms.
                ground.pause(Duration.ofMillis(200));
            }
            assertThat(said).startsWith("a transaction has been open for ").endsWith(" s, where 1s is the limit");
        } finally {
            open.destroyForcibly().waitFor();
        }
    }
}
