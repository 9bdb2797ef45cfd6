package dev.slipway.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.main.Typed.Said;
import dev.slipway.postgres.Databases;
import dev.slipway.stores.s3.S3Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: a runbook that backs up, breaks and restores a database of a real server, and what is said of its backups. */
@Tag("real")
class BackupsTest {
    private static final String RUNBOOK = """
            ---
            title: Planner
            slipway:
              version: 1
              service: planner
              env:
                DATABASE_URL: {url: postgresql, secret: true}
                AGE_KEY: {from: 'file: age.key', secret: true}
              stores:
                backups: {folder: kept, recipients: [RECIPIENT], keep: {last: 2}}
              procedures:
                backup: {run: [back-up]}
                restore: {run: [bring-it-back], lock: none, on-failure: pause}
            ---

            # Planner

            ## Back up

            <!-- slipway: step id=dump -->
            ```yaml
            backup.postgres: {url: $DATABASE_URL, store: backups}
            ```

            ```bash
            # Say where it is
            test -f "$DUMP_PATH" && echo "it is $DUMP_ID"
            ```

            ```yaml
            check.backup: {store: backups, of: DATABASE, younger-than: 1h, proven-within: 1h}
            ```

            ## Bring it back

            <!-- slipway: step id=restore -->
            ```yaml
            restore.postgres: {url: $DATABASE_URL, store: backups, identity: $AGE_KEY}
            ```
            """;

    @TempDir
    Path folder;

    private final String database =
            "slipway_test_" + UUID.randomUUID().toString().substring(0, 8);
    private Typed typed;

    @BeforeEach
    void atAKeyboard() throws Exception {
        shell("age-keygen -o age.key 2>/dev/null");
        String recipient = shell("age-keygen -y age.key");
        sql("postgres", "create database " + database);
        sql(database, "create table people(name text); insert into people values ('ann'), ('ben')");
        typed = new Typed(folder, "ann")
                .with("DATABASE_URL", Databases.url(database))
                .runbook(RUNBOOK.replace("RECIPIENT", recipient).replace("DATABASE,", database + ","));
    }

    @AfterEach
    void drop() throws Exception {
        for (String each : sql("postgres", "select datname from pg_database where datname like '" + database + "%'")
                .lines()
                .toList()) {
            sql("postgres", "drop database " + each + " with (force)");
        }
    }

    private String sql(String where, String text) throws Exception {
        return shell("psql -X -q -A -t -v ON_ERROR_STOP=1 '" + Databases.url(where) + "' -c \"" + text + "\"");
    }

    private String shell(String line) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-euo", "pipefail", "-c", line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(line + ": " + said).isZero();
        return said;
    }

    private Said ran(String procedure) {
        return typed.slipway("run", "runbook.md", procedure, "--unattended");
    }

    @Test
    void a_backup_is_made_found_verified_pruned_and_brought_back() throws Exception {
        for (int i = 0; i < 3; i++) {
            Said run = ran("backup");
            assertThat(run.exit()).as(run.out() + run.err()).isZero();
            assertThat(run.out()).contains("2 rows of 1 tables are equal; restored in ");
        }
        Said list = typed.slipway("backups");
        assertThat(list.out().lines()).hasSize(4);
        assertThat(list.out().lines().skip(1)).allMatch(line -> line.endsWith("restore") && line.contains(database));

        Said show = typed.slipway("backups", "show", "b0002");
        assertThat(show.out())
                .contains("pg_dump-custom+zstd+age")
                .containsPattern("Restore +age -d -i KEYFILE b0002-\\w+\\.dump\\.zst\\.age \\| zstd -d \\| pg_restore");

        assertThat(typed.slipway("backups", "verify", "--identity", "age.key").exit())
                .isZero();
        Said dry = typed.slipway("backups", "prune", "--dry");
        assertThat(dry.out()).containsPattern("- b0001-\\w+  " + database + "  no longer kept by the schedule");
        assertThat(typed.slipway("backups", "prune").exit()).isZero();
        assertThat(typed.slipway("backups", "--store", "kept").out().lines()).hasSize(3);

        sql(database, "insert into people values ('carl')");
        Said asked = ran("restore");
        assertThat(asked.exit()).isNotZero();
        assertThat(asked.out()).contains("would be lost: 1 rows added to public.people");
        Said retried = typed.slipway("retry", "last");
        assertThat(retried.out() + retried.err()).contains(" is live, restored in ");
        assertThat(sql(database, "select count(*) from people")).isEqualTo("2");
    }

    @Test
    void a_damaged_backup_is_found_and_recorded_and_nothing_is_pruned_then() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(ran("backup").exit()).isZero();
        }
        Path newest;
        try (var files = Files.list(folder.resolve("kept"))) {
            newest = files.filter(file -> file.getFileName().toString().startsWith("b0003"))
                    .filter(file -> file.toString().endsWith(".age"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(newest);
        bytes[bytes.length / 2] ^= 4;
        Files.write(newest, bytes);

        Said verify = typed.slipway("backups", "verify");
        assertThat(verify.exit()).isEqualTo(1);
        assertThat(verify.out().lines().toList().getLast())
                .matches("✗ b0003-\\w+  .* is not what was written: its SHA-256 is .*");
        assertThat(typed.slipway("backups").out().lines().toList().getLast()).endsWith("failed");
        Said prune = typed.slipway("backups", "prune");
        assertThat(prune.out()).contains("nothing goes: proving does not work: the newest, b0003");
        assertThat(typed.slipway("backups").out().lines()).hasSize(4);
    }

    @Test
    void no_password_is_in_anything_that_is_kept() throws Exception {
        assertThat(ran("backup").exit()).isZero();
        String password = Databases.url(database).replaceAll(".*:([^:@]*)@.*", "$1");
        assertThat(shell("grep -rlF -- '" + password + "' . || true")).isEmpty();
    }

    @Test
    void a_bucket_is_a_store_and_its_keys_are_nowhere() throws Exception {
        try (S3Server server = new S3Server()) {
            String runbook = Files.readString(folder.resolve("runbook.md"));
            typed.with("AWS_ACCESS_KEY_ID", S3Server.ID)
                    .with("AWS_SECRET_ACCESS_KEY", S3Server.SECRET)
                    .runbook(runbook.replace("{folder: kept,", "{s3: kept/planner, endpoint: '" + server.uri() + "',")
                            .replace(
                                    "  stores:",
                                    "    AWS_ACCESS_KEY_ID: {}\n    AWS_SECRET_ACCESS_KEY: {secret: true}\n  stores:")
                            .replace("test -f \"$DUMP_PATH\" && ", ""));
            for (int i = 0; i < 3; i++) {
                Said run = ran("backup");
                assertThat(run.exit()).as(run.out() + run.err()).isZero();
            }
            assertThat(typed.slipway("backups").out().lines()).hasSize(4);
            Said verify = typed.slipway("backups", "verify", "--identity", "age.key");
            assertThat(verify.exit()).as(verify.out() + verify.err()).isZero();
            assertThat(typed.slipway("backups", "prune").exit()).isZero();
            assertThat(typed.slipway("backups").out().lines()).hasSize(3);
            sql(database, "drop table people");
            ran("restore");
            assertThat(typed.slipway("retry", "last").out()).contains(" is live, restored in ");
            assertThat(sql(database, "select count(*) from people")).isEqualTo("2");
            assertThat(shell("grep -rlF -- " + S3Server.SECRET + " . || true")).isEmpty();

            typed.with("AWS_SECRET_ACCESS_KEY", "");
            assertThat(typed.slipway("backups").err())
                    .isEqualTo("slipway: s3://kept cannot be opened: AWS_SECRET_ACCESS_KEY is not set\n");
        }
    }

    @Test
    void what_a_command_would_not_read_is_refused() {
        String see = "\n   See: slipway backups --help\n";
        assertThat(typed.slipway("backups", "prune", "b0007").err())
                .isEqualTo("slipway: backups prune takes no name" + see);
        assertThat(typed.slipway("backups", "show", "b0007", "--json").err())
                .isEqualTo("slipway: backups show takes no --json" + see);
        assertThat(typed.slipway("backups", "verify", "--dry").err())
                .isEqualTo("slipway: backups verify takes no --dry" + see);
        assertThat(typed.slipway("backups", "list", "--identity", "age.key").exit())
                .isEqualTo(2);
        assertThat(typed.slipway("ps", "--stop", "shop", "--all").exit()).isEqualTo(2);
    }

    @Test
    void a_blob_that_is_gone_is_recorded() throws Exception {
        assertThat(ran("backup").exit()).isZero();
        try (var files = Files.list(folder.resolve("kept"))) {
            Files.delete(files.filter(file -> file.toString().endsWith(".age"))
                    .findFirst()
                    .orElseThrow());
        }
        assertThat(typed.slipway("backups", "verify").out()).contains("its blob is gone");
        assertThat(typed.slipway("backups", "show", "b0001").out())
                .contains("failed by ")
                .contains("its blob is gone");
    }

    @Test
    void what_cannot_be_done_is_said_in_a_sentence() {
        assertThat(typed.slipway("backups", "--store", "nowhere").err()).startsWith("slipway: there is no folder ");
        assertThat(typed.slipway("backups", "verfy", "--store", ".").err())
                .isEqualTo(
                        "slipway: backups can list, show, verify or prune, not 'verfy'\n   Did you mean 'verify'?\n");
    }
}
