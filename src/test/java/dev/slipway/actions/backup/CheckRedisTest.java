package dev.slipway.actions.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.base.Secret;
import dev.slipway.run.Outcome;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("real")
class CheckRedisTest {

    @TempDir
    Path temporary;

    private Ground ground;
    private Servers servers;
    private int port;

    @BeforeEach
    void start_one() throws Exception {
        ground = new Ground(temporary);
        servers = new Servers(temporary);
        port = servers.redis("--requirepass", "a-password-of-redis");
        ground.secrets.add(new Secret("REDIS_PASSWORD", "a-password-of-redis"));
    }

    @AfterEach
    void end_it() throws Exception {
        servers.close();
        ground.close();
    }

    private Outcome check(Object... more) throws InterruptedException {
        Map<String, Data> all = new LinkedHashMap<>();
        all.put("host", Data.of("127.0.0.1"));
        all.put("port", Data.of(port));
        all.put("password", Data.of("$REDIS_PASSWORD"));
        for (int i = 0; i < more.length; i += 2) {
            all.put(
                    (String) more[i],
                    more[i + 1] instanceof Integer number ? Data.of(number) : Data.of((String) more[i + 1]));
        }
        return ground.perform(new CheckRedis(), all);
    }

    private String why(Object... more) throws InterruptedException {
        return ((Outcome.Failed) check(more)).reason();
    }

    private String at() {
        return "127.0.0.1:" + port;
    }

    @Test
    void a_server_that_can_be_used_says_what_it_is() throws Exception {
        assertThat(check("connections", "50%", "memory", "90%"))
                .isInstanceOfSatisfying(Outcome.Succeeded.class, done -> {
                    assertThat(done.summary()).matches("Redis [\\d.]+, a primary");
                    assertThat(done.outputs().get("role")).isEqualTo(Data.of("primary"));
                });
    }

    @Test
    void a_port_that_accepts_is_not_enough() throws Exception {
        ground.secrets.add(new Secret("WRONG", "not-the-password"));
        assertThat(why("password", "$WRONG"))
                .isEqualTo(at() + " does not let this user in: invalid username-password pair or user is disabled")
                .doesNotContain("not-the-password");
        ground.secrets.add(new Secret("REDIS_URL", "redis://127.0.0.1:" + port));
        assertThat(((Outcome.Failed) ground.perform(new CheckRedis(), Map.of("url", Data.of("$REDIS_URL")))).reason())
                .isEqualTo(at() + " wants a password, and none was given");
        assertThat(why("connections", "0%")).startsWith("1 of 10000 (limit 0%) connections are used");
    }

    @Test
    void a_replica_is_no_primary_and_says_when_it_has_lost_it() throws Exception {
        int primary = port;
        port = servers.redis(
                "--requirepass",
                "a-password-of-redis",
                "--masterauth",
                "a-password-of-redis",
                "--replicaof",
                "127.0.0.1 " + primary);
        assertThat(check("role", "replica", "lag", "15s", "within", "20s", "every", "50ms"))
                .isInstanceOf(Outcome.Succeeded.class);
        assertThat(why())
                .isEqualTo("the server is a replica of 127.0.0.1:" + primary + ", and nothing can be written there");
        port = primary;
        assertThat(check("replicas", 1, "lag", "15s", "within", "20s", "every", "50ms"))
                .isInstanceOf(Outcome.Succeeded.class);
        assertThat(why("replicas", 2)).isEqualTo("1 replicas follow it, where 2 are wanted");
    }

    @Test
    void what_cannot_save_takes_no_writes() throws Exception {
        String cli = "redis-cli -p " + port + " -a a-password-of-redis --no-auth-warning ";
        Ground.shell(
                cli + "config set dir /proc; " + cli + "bgsave; until " + cli
                        + "info persistence | grep -q bgsave_status:err; do :; done",
                "");
        assertThat(why()).isEqualTo("the server could not save its data, and by default takes no writes until it can");
    }

    @Test
    void what_is_not_redis_is_said() throws Exception {
        try (ServerSocket other = new ServerSocket(0)) {
            Thread.ofVirtual().start(() -> {
                try (Socket socket = other.accept();
                        OutputStream out = socket.getOutputStream()) {
                    out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (java.io.IOException _) {
                    // It was asked and has answered.
                }
            });
            port = other.getLocalPort();
            assertThat(why()).isEqualTo(at() + ": what answers does not speak as Redis does");
        }
        assertThat(why("port", Servers.port(), "timeout", "1s")).startsWith("nothing listens at 127.0.0.1:");
    }
}
