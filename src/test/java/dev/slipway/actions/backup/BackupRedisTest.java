package dev.slipway.actions.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backup.Backup;
import dev.slipway.backup.Proving;
import dev.slipway.base.Data;
import dev.slipway.base.Secret;
import dev.slipway.run.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("real")
class BackupRedisTest {
    private static final String PASSWORD = "a-password-of-redis";

    @TempDir
    Path temporary;

    private final List<List<String>> lines = new CopyOnWriteArrayList<>();
    private Ground ground;
    private Servers servers;
    private int port;

    @BeforeEach
    void start_one() throws Exception {
        ground = new Ground(temporary, new Overheard(temporary, lines));
        servers = new Servers(temporary);
        port = servers.redis("--requirepass", PASSWORD, "--enable-debug-command", "yes");
        ground.secrets.add(new Secret("REDIS_PASSWORD", PASSWORD));
        Ground.shell(cli(port), """
                set plain value
                set bin "\\x00\\xff\\r\\n"
                hset hash f v g w
                rpush list a b c
                zadd zset 1 a 2 b
                sadd set x y
                xadd stream * k v
                set soon gone px 1
                set later stays ex 3600
                select 3
                set other db
                """);
    }

    @AfterEach
    void end_it() throws Exception {
        servers.close();
        ground.close();
    }

    private static String cli(int port) {
        return "REDISCLI_AUTH=" + PASSWORD + " redis-cli -p " + port + " --no-auth-warning";
    }

    private Outcome backup(String... more) throws InterruptedException {
        Map<String, Data> all = new LinkedHashMap<>();
        all.put("host", Data.of("127.0.0.1"));
        all.put("port", Data.of(port));
        all.put("password", Data.of("$REDIS_PASSWORD"));
        all.put("store", Data.of("backups"));
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], Data.of(more[i + 1]));
        }
        return ground.perform(new BackupRedis(), all);
    }

    private String why(String... more) throws InterruptedException {
        return ((Outcome.Failed) backup(more)).reason();
    }

    @Test
    void all_databases_are_kept_proved_and_loaded_by_a_plain_server() throws Exception {
        for (Proving how : Proving.values()) {
            assertThat(backup("prove", how.word())).isInstanceOf(Outcome.Succeeded.class);
            assertThat(ground.vault.catalogue().backups().getLast()).matches(Backup::proven);
        }
        assertThat(((Outcome.Succeeded) backup()).summary()).contains(" 9 keys loaded by a server of its own");

        Path key = Files.writeString(
                temporary.resolve("key.txt"), ground.keys.identity().reveal() + "\n");
        Path copy = Files.createDirectories(temporary.resolve("copy"));
        Backup backup = ground.vault.catalogue().backups().getLast();
        Ground.shell(
                "cd " + ground.store + " && "
                        + backup.restore().replace("KEYFILE", key.toString()).replace("> dump", "> " + copy + "/dump"),
                "");
        int other = servers.redis("--requirepass", PASSWORD, "--enable-debug-command", "yes", "--dir", copy.toString());
        assertThat(Ground.shell(cli(other), "debug digest\n")).isEqualTo(Ground.shell(cli(port), "debug digest\n"));
    }

    @Test
    void a_stream_of_known_length_is_kept_as_well() throws Exception {
        Ground.shell(cli(port), "config set repl-diskless-sync no\n");
        assertThat(backup()).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void the_password_is_on_no_command_line_and_in_nothing_that_is_kept() throws Exception {
        assertThat(backup()).isInstanceOf(Outcome.Succeeded.class);
        assertThat(lines).hasSizeGreaterThan(2);
        assertThat(lines.toString() + ground.said).doesNotContain(PASSWORD);
        assertThat(Ground.shell("grep -rlF -- " + PASSWORD + " " + ground.store + " || true", ""))
                .isEmpty();
    }

    @Test
    void what_cannot_be_done_is_said_in_a_sentence() throws Exception {
        ground.secrets.add(new Secret("WRONG", "not-the-password"));
        assertThat(why("password", "$WRONG"))
                .isEqualTo("127.0.0.1:" + port
                        + " does not let this user in: invalid username-password pair or user is disabled");
        ground.secrets.add(new Secret("REDIS_URL", "redis://127.0.0.1:" + port));
        assertThat(((Outcome.Failed) ground.perform(
                                new BackupRedis(), Map.of("url", Data.of("$REDIS_URL"), "store", Data.of("backups"))))
                        .reason())
                .isEqualTo("127.0.0.1:" + port + " wants a password, and none was given");
        int none = Servers.port();
        port = none;
        assertThat(why()).isEqualTo("Could not connect to Redis at 127.0.0.1:" + none + ": Connection refused");
        assertThat(ground.vault.catalogue().backups()).isEmpty();
    }

    @Test
    void a_stream_that_is_cut_off_counts_for_nothing() throws Exception {
        Path tools = Files.createDirectories(temporary.resolve("tools"));
        Ground.shell(
                "cd " + tools
                        + " && printf '#!/bin/bash\\nif [[ \"$*\" == *--rdb* ]]; then redis-cli \"$@\" | head -c 150; exit 0; fi;"
                        + " exec redis-cli \"$@\"\\n' >redis-cli && chmod +x redis-cli",
                "");
        assertThat(why("tools", tools.toString()))
                .isEqualTo("redis-cli has ended before the end of the RDB file: it is cut off");
        assertThat(ground.vault.catalogue().backups()).isEmpty();
        assertThat(ground.vault.catalogue().stray()).isEmpty();
    }
}
