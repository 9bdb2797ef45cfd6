package dev.slipway.actions.migrate;

import static dev.slipway.actions.migrate.Said.summary;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actions.backup.RestorePostgres;
import dev.slipway.postgres.Databases;
import dev.slipway.run.Sighting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL of Slipway in the middle of a migration: whoever comes next finds out, and nothing is done twice. */
@Tag("real")
class KilledTest {

    @TempDir
    Path temporary;

    private Yard yard;

    @BeforeEach
    void a_database() {
        yard = new Yard(temporary);
    }

    @AfterEach
    void drop() {
        yard.close();
    }

    private Process begun(Object... parameters) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Doomed.class.getName(),
                temporary.toString(),
                yard.database));
        for (Object each : parameters) {
            words.add(each.toString());
        }
        ProcessBuilder program = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("said").toFile());
        program.environment().put("SLIPWAY_TEST_POSTGRES", Databases.jdbc());
        return program.start();
    }

    private static void until(BooleanSupplier what) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!what.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void flyway_goes_on_alone_too_and_nothing_is_done_twice() throws Exception {
        yard.write("sql/V1__orders.sql", "select pg_sleep(3); create table orders(id int);");
        Object[] wanted = {"tool", "flyway", "folder", "sql", "url", "$DATABASE_URL"};
        Process slipway = begun(wanted);
        until(() -> yard.sql("select count(*) from pg_stat_activity where application_name like 'slipway flyway %'"
                        + " and query like '%pg_sleep(3)%'")
                .equals("1"));
        slipway.toHandle().destroyForcibly();
        slipway.waitFor();

        assertThat(yard.look(new MigrateApply(new RestorePostgres()), wanted)).isInstanceOf(Sighting.Applied.class);
        assertThat(yard.sql("select count(*) from flyway_schema_history")).isEqualTo("1");
    }

    @Test
    void a_tool_goes_on_alone_and_is_waited_for() throws Exception {
        yard.write("migrations/1_init.up.sql", "create table orders(id int);");
        yard.write("tool", """
                #!/bin/bash
                set -eu
                echo begun >>begun
                until [ -e go ]; do sleep 0.05; done
                psql -q -v ON_ERROR_STOP=1 -f migrations/1_init.up.sql \\
                  -c 'create table schema_migrations(version bigint primary key, dirty boolean not null)' \\
                  -c 'insert into schema_migrations values (1, false)'
                """);
        assertThat(temporary.resolve("tool").toFile().setExecutable(true)).isTrue();
        Object[] wanted = {"tool", "golang-migrate", "command", "./tool", "url", "$DATABASE_URL"};
        Process slipway = begun(wanted);
        until(() -> Files.exists(temporary.resolve("begun")));
        slipway.toHandle().destroyForcibly();
        slipway.waitFor();
        assertThat(yard.sql("select to_regclass('orders') is null")).isEqualTo("t");

        yard.write("go", "");
        assertThat(yard.look(new MigrateApply(new RestorePostgres()), wanted))
                .isInstanceOfSatisfying(
                        Sighting.Applied.class,
                        applied -> assertThat(applied.outputs().toString()).contains("1_init", "empty"));
        assertThat(Files.readString(temporary.resolve("begun"))).isEqualTo("begun\n");
    }

    @Test
    void a_file_of_sql_is_whole_or_not_there() throws Exception {
        yard.sql("create table orders(id int)");
        yard.write("migrations/1_rows.sql", "insert into orders values (1); alter table orders add column note text;");
        Object[] wanted = {"tool", "sql", "url", "$DATABASE_URL"};
        Process holder = new ProcessBuilder(
                        "psql",
                        "-X",
                        "-q",
                        "-d",
                        Databases.url(yard.database),
                        "-c",
                        "begin; lock table orders in share mode; select pg_sleep(60)")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String waiting = "select count(*) from pg_locks where relation = 'orders'::regclass and not granted";
        try {
            until(() -> yard.sql("select count(*) from pg_locks where relation = 'orders'::regclass")
                    .equals("1"));
            Process slipway = begun(wanted);
            until(() -> yard.sql(waiting).equals("1"));
            slipway.toHandle().destroyForcibly();
            slipway.waitFor();
        } finally {
            yard.sql("select pg_terminate_backend(pid) from pg_locks where relation = 'orders'::regclass and granted"
                    + " and mode = 'ShareLock'");
            holder.destroyForcibly().waitFor();
        }
        assertThat(yard.look(new MigrateApply(new RestorePostgres()), wanted)).isInstanceOf(Sighting.Absent.class);
        assertThat(yard.sql("select count(*) from orders")).isEqualTo("0");
        assertThat(summary(yard.perform(new MigrateApply(new RestorePostgres()), wanted)))
                .isEqualTo("1 revision, at 1_rows");
        assertThat(yard.sql("select count(*) from orders")).isEqualTo("1");
    }
}
