package dev.slipway.actions.migrate;

import static dev.slipway.actions.migrate.Said.output;
import static dev.slipway.actions.migrate.Said.reason;
import static dev.slipway.actions.migrate.Said.summary;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actions.backup.RestorePostgres;
import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import dev.slipway.postgres.Databases;
import dev.slipway.run.Outcome;
import java.nio.file.Files;
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

/**
 * Tools that cannot be had here: the real tables, as they are documented, and in the place of each tool a script that keeps to
 * its documented words and exit status.
 */
@Tag("real")
class ByTableTest {

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

    private static Object[] with(String tool, Object... more) {
        List<Object> all = new ArrayList<>(List.of("tool", tool, "url", "$DATABASE_URL"));
        all.addAll(List.of(more));
        return all.toArray();
    }

    private void script(String name, String text) {
        yard.write(name, "#!/bin/bash\nset -eu\n" + text);
        temporary.resolve(name).toFile().setExecutable(true);
    }

    private void prisma(String engine) {
        yard.sql("""
                create table _prisma_migrations(id varchar(36) primary key, checksum varchar(64) not null,
                  finished_at timestamptz, migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
                  started_at timestamptz not null default now(), applied_steps_count integer not null default 0)
                """);
        yard.write("prisma/migrations/20260101_init/migration.sql", "create table orders(id int);\n");
        yard.write("prisma/migrations/20260102_price/migration.sql", "alter table orders add column price int;\n");
        yard.write("prisma/migrations/migration_lock.toml", "provider = \"postgresql\"\n");
        script("prisma-tool", "[ \"$*\" = 'migrate deploy' ]\n" + engine);
    }

    private static String row(String name, String text, String finished) {
        return "insert into _prisma_migrations(id, checksum, migration_name, finished_at) values (gen_random_uuid(), '"
                + Digest.of(text).hex() + "', '" + name + "', " + finished + ");";
    }

    @Test
    void prisma_is_believed_by_its_table_alone() throws Exception {
        prisma(
                "echo '2 migrations found in prisma/migrations'; echo 'All migrations have been successfully applied.'\n");
        assertThat(summary(yard.step("preview").perform(new MigratePreview(), with("prisma"))))
                .startsWith("20260101_init, 20260102_price, digest ");
        assertThat(reason(yard.step("migrate")
                        .perform(new MigrateApply(new RestorePostgres()), with("prisma", "command", "./prisma-tool"))))
                .isEqualTo("the tool ended well, and 20260101_init is still pending: the database is at empty");
    }

    @Test
    void prisma_is_applied_and_has_no_way_back() throws Exception {
        prisma("psql -q \"$DATABASE_URL\" -v ON_ERROR_STOP=1 -f prisma/migrations/20260101_init/migration.sql"
                + " -f prisma/migrations/20260102_price/migration.sql -f - <<'SQL'\n"
                + row("20260101_init", "create table orders(id int);\n", "now()")
                + row("20260102_price", "alter table orders add column price int;\n", "now()") + "\nSQL\n");
        Object[] wanted = with("prisma", "command", "./prisma-tool", "undo", "down");
        assertThat(summary(yard.perform(new MigrateApply(new RestorePostgres()), wanted)))
                .isEqualTo("2 revisions, at 20260102_price");
        assertThat(reason(yard.undo(new MigrateApply(new RestorePostgres()), wanted)))
                .isEqualTo(
                        "prisma has no way back from 20260102_price: restore a backup, or write a migration that goes on"
                                + " from here");
    }

    @Test
    void prisma_that_has_stopped_half_way_or_whose_file_has_changed_is_refused() throws Exception {
        prisma("exit 1\n");
        yard.sql(row("20260101_init", "another text", "now()"));
        assertThat(reason(yard.perform(new MigrateStanding(), with("prisma"))))
                .startsWith("20260101_init has changed since it was applied");
        yard.sql("delete from _prisma_migrations; " + row("20260101_init", "create table orders(id int);\n", "null"));
        assertThat(reason(yard.perform(new MigrateApply(new RestorePostgres()), with("prisma"))))
                .isEqualTo(
                        "20260101_init has stopped half-way: put right what it left, then: npx prisma migrate resolve"
                                + " --rolled-back 20260101_init, or --applied");
    }

    private void golang() {
        yard.write("migrations/000001_init.up.sql", "create table orders(id int);");
        yard.write("migrations/000001_init.down.sql", "drop table orders;");
        yard.write("migrations/000002_price.up.sql", "alter table orders add column price int;");
        yard.write("migrations/000002_price.down.sql", "alter table orders drop column price;");
        script("migrate-tool", """
                echo "$*" >>words
                for word in "$@"; do last=$word; done
                psql -q -c "create table if not exists schema_migrations(version bigint not null primary key, dirty boolean not null)" -c "truncate schema_migrations"
                [ "$last" = -all ] || psql -q -c "insert into schema_migrations values ($last, false)"
                """);
    }

    @Test
    void golang_migrate_goes_up_and_down_and_its_command_line_has_no_password() throws Exception {
        golang();
        Object[] wanted = with("golang-migrate", "command", "./migrate-tool");
        Outcome applied = yard.step("migrate").perform(new MigrateApply(new RestorePostgres()), wanted);
        assertThat(summary(applied)).isEqualTo("2 revisions, at 000002_price");
        assertThat(output(applied, "before")).isEqualTo("empty");
        assertThat(summary(yard.step("down")
                        .perform(
                                new MigrateDown(),
                                with("golang-migrate", "command", "./migrate-tool", "to", "000001_init"))))
                .isEqualTo("1 revision taken back, at 000001_init");
        String words = Files.readString(temporary.resolve("words"));
        assertThat(words)
                .isEqualTo("-path migrations -database postgres:///" + yard.database
                        + " goto 2\n-path migrations -database" + " postgres:///" + yard.database + " goto 1\n");
        assertThat(words).doesNotContain(Databases.password());
    }

    @Test
    void golang_migrate_that_is_dirty_or_ahead_is_refused() throws Exception {
        golang();
        yard.sql("create table schema_migrations(version bigint primary key, dirty boolean not null);"
                + " insert into schema_migrations values (2, true)");
        assertThat(reason(yard.perform(new MigrateStanding(), with("golang-migrate"))))
                .isEqualTo(
                        "000002_price has stopped half-way: put right what it left, then: migrate force VERSION, with the"
                                + " version at which it is then");
        yard.sql("update schema_migrations set version = 7, dirty = false");
        assertThat(reason(yard.perform(new MigrateStanding(), with("golang-migrate"))))
                .startsWith("the database has 7, which this version does not know");
    }

    @Test
    void a_tool_of_ones_own_is_known_by_its_commands() throws Exception {
        yard.write("all", "one\ntwo\n");
        yard.write("done", "");
        Map<String, Data> commands = new LinkedHashMap<>();
        commands.put("current", Data.of("tail -n 1 done"));
        commands.put("pending", Data.of("grep -v -x -f done all || test $? -eq 1"));
        commands.put("preview", Data.of("echo \"create table t(a int); -- up to $MIGRATE_TO\""));
        commands.put("apply", Data.of("cp all done; echo done"));
        commands.put("down", Data.of("printf '%s' \"$MIGRATE_TO\" >done"));
        commands.put("down-preview", Data.of("echo 'drop table if exists t;'"));
        Object[] wanted = {
            "tool", "custom", "commands", new Data.Mapping(commands), "undo", "down", "url", "$DATABASE_URL"
        };
        assertThat(summary(yard.perform(new MigrateApply(new RestorePostgres()), wanted)))
                .isEqualTo("2 revisions, at two");
        assertThat(yard.said).contains("create table t(a int); -- up to two");
        assertThat(summary(yard.undo(new MigrateApply(new RestorePostgres()), wanted)))
                .isEqualTo("1 revision taken back, at empty");
        commands.put("pending", Data.of("echo no such thing >&2; exit 3"));
        Object[] broken = {"tool", "custom", "commands", new Data.Mapping(commands)};
        assertThat(reason(yard.step("broken").perform(new MigrateApply(new RestorePostgres()), broken)))
                .isEqualTo("'pending' ends with exit status 3: no such thing");
    }

    @Test
    void what_the_step_has_told_libpq_stays_beside_the_time_that_it_may_wait() throws Exception {
        Map<String, Data> commands = new LinkedHashMap<>();
        commands.put("current", Data.of("cat done"));
        commands.put("pending", Data.of("[ -s done ] || echo one"));
        commands.put("apply", Data.of("printf '%s' \"$PGOPTIONS\" >told; echo one >done"));
        yard.write("done", "");
        yard.plain.put("PGOPTIONS", "-c search_path=app");

        assertThat(summary(yard.perform(
                        new MigrateApply(new RestorePostgres()),
                        "tool",
                        "custom",
                        "commands",
                        new Data.Mapping(commands),
                        "lock-timeout",
                        "2s")))
                .isEqualTo("1 revision, at one");

        assertThat(Files.readString(temporary.resolve("told"))).isEqualTo("-c search_path=app -c lock_timeout=2000ms");
    }

    @Test
    void what_leaves_the_revision_as_it_was_is_seen_by_what_is_pending() throws Exception {
        Map<String, Data> commands = new LinkedHashMap<>();
        commands.put("current", Data.of("echo 5"));
        commands.put("pending", Data.of("cat views"));
        commands.put("apply", Data.of("sed -i 1d views; [ ! -s views ]"));
        yard.write("views", "orders\nprices\n");
        MigrateApply apply = new MigrateApply(new RestorePostgres());
        Object[] wanted = {"tool", "custom", "commands", new Data.Mapping(commands), "undo", "keep"};

        assertThat(reason(yard.perform(apply, wanted)))
                .isEqualTo("'apply' ends with exit status 1; 1 of 2 were applied, the database is at 5");
        assertThat(summary(yard.undo(apply, wanted))).isEqualTo("the schema stays at 5");
        assertThat(summary(yard.perform(apply, wanted))).isEqualTo("1 revision, at 5");
        assertThat(summary(yard.undo(apply, wanted))).isEqualTo("the schema stays at 5");
        yard.write("views", "orders\nprices\n");
        assertThat(summary(yard.undo(apply, wanted))).isEqualTo("the schema is at 5 as before");
    }

    /** Its documented commands, over a changelog of two lines. */
    private void liquibase() {
        script("liquibase", """
                url=$(printf %s "$LIQUIBASE_COMMAND_URL" | sed 's/^jdbc://; s/?.*//')
                db() { PGUSER=$LIQUIBASE_COMMAND_USERNAME PGPASSWORD=$LIQUIBASE_COMMAND_PASSWORD psql -X -q -A -t -v ON_ERROR_STOP=1 -d "$url" "$@"; }
                db -c "create table if not exists databasechangelog(id text, author text, filename text, dateexecuted timestamp,
                  orderexecuted int, exectype text, md5sum text)" -c "create table if not exists
                  databasechangeloglock(id int primary key, locked boolean, lockedby text)"
                has() { [ "$(db -c "select count(*) from databasechangelog where id = '$1'")" = 1 ]; }
                case $1 in
                  status)
                    echo "2 changesets have not been applied to shop@$url"
                    for i in 1 2; do has "$i" || echo "     log.xml::$i::ann"; done;;
                  update-sql)
                    echo "-- Lock Database"; echo "UPDATE databasechangeloglock SET LOCKED = TRUE;"
                    has 1 || printf '%s\\n' "-- Changeset log.xml::1::ann" "create table orders(id int primary key);" \
                      \
                      "INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, COMMENTS) VALUES ('1', 'ann', 'log.xml', NOW(), 'two" "lines; of it');" \
                      "drop table if exists customers; -- was noted in databasechangelog" \
                      "DELETE FROM databasechangelog WHERE ID = '0' AND AUTHOR = 'ann' AND FILENAME = 'log.xml';" ""
                    has 2 || printf '%s\\n' "-- Changeset log.xml::2::ann" "alter table orders add column price int;" \
                      "INSERT INTO databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED) VALUES ('2', 'ann', 'log.xml', NOW()); drop table if exists sums;" ""
                    echo "-- Release Database Lock"
                    echo "UPDATE public.databasechangeloglock SET LOCKED = FALSE, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;";;
                  update)
                    has 1 || db -c "create table orders(id int primary key);
                      insert into databasechangelog values ('1', 'ann', 'log.xml', now(), 1, 'EXECUTED', '9:a')"
                    if [ -e broken ]; then echo "Unexpected error running Liquibase: relation \\"nowhere\\" does not exist" >&2; exit 1; fi
                    has 2 || db -c "alter table orders add column price int;
                      insert into databasechangelog values ('2', 'ann', 'log.xml', now(), 2, 'EXECUTED', '9:b')";;
                  rollback-count-sql)
                    printf '%s\\n' "-- Rolling Back ChangeSet: log.xml::2::ann" "alter table orders drop column price;";;
                  rollback-count)
                    [ "$2" = --count=1 ]
                    db -c "alter table orders drop column price; delete from databasechangelog where id = '2'";;
                  *) exit 2;;
                esac
                """);
    }

    @Test
    void liquibase_goes_by_its_table_and_back_by_count() throws Exception {
        liquibase();
        Object[] words = with("liquibase", "command", "./liquibase");

        assertThat(summary(yard.step("status").perform(new MigrateStanding(), words)))
                .isEqualTo("at empty, 2 pending: log.xml::1::ann, log.xml::2::ann");
        yard.step("preview").perform(new MigratePreview(), words);
        assertThat(yard.said)
                .contains("create table orders(id int primary key);", "alter table orders add column price int;")
                .contains("drop table if exists customers; -- was noted in databasechangelog")
                .contains("DELETE FROM databasechangelog WHERE ID = '0' AND AUTHOR = 'ann' AND FILENAME = 'log.xml';")
                .anyMatch(line -> line.endsWith("drop table if exists sums;"))
                .noneMatch(line -> line.contains("public.databasechangelog") || line.contains("lines; of it"))
                .noneMatch(line -> line.contains("databasechangeloglock"));
        Outcome applied = yard.step("apply").perform(new MigrateApply(new RestorePostgres()), words);
        assertThat(summary(applied)).isEqualTo("2 revisions, at log.xml::2::ann");

        Outcome back = yard.step("down")
                .perform(new MigrateDown(), with("liquibase", "command", "./liquibase", "to", "log.xml::1::ann"));
        assertThat(summary(back)).isEqualTo("1 revision taken back, at log.xml::1::ann");
        assertThat(String.join("\n", yard.said)).doesNotContain(Databases.password());
    }

    @Test
    void a_changeset_that_runs_again_is_refused_before_anything_is_done() throws Exception {
        liquibase();
        Object[] words = with("liquibase", "command", "./liquibase", "undo", "down");
        yard.step("apply").perform(new MigrateApply(new RestorePostgres()), words);
        script("again", "[ $1 != status ] || echo '     log.xml::1::ann'\n[ $1 != update ] || touch updated\n");
        Object[] again = with("liquibase", "command", "./again");
        String why = "log.xml::1::ann runs again each time or on change (runAlways, runOnChange), which Slipway can"
                + " neither verify nor take back";

        assertThat(reason(yard.step("again").perform(new MigrateApply(new RestorePostgres()), again)))
                .isEqualTo(why);
        assertThat(reason(yard.step("preview").perform(new MigratePreview(), again)))
                .isEqualTo(why);
        assertThat(Files.exists(temporary.resolve("updated"))).isFalse();
        assertThat(summary(yard.undo(new MigrateApply(new RestorePostgres()), again)))
                .isEqualTo("nothing had been migrated");
    }

    @Test
    void liquibase_that_fails_or_holds_its_lock_is_said() throws Exception {
        liquibase();
        yard.write("broken", "");
        Object[] words = with("liquibase", "command", "./liquibase");

        assertThat(reason(yard.step("apply").perform(new MigrateApply(new RestorePostgres()), words)))
                .startsWith("liquibase update ends with exit status 1: ")
                .contains("1 of 2 were applied, the database is at log.xml::1::ann");

        yard.sql("insert into databasechangeloglock values (1, true, 'build-7')");
        assertThat(reason(yard.step("status").perform(new MigrateStanding(), words)))
                .isEqualTo(
                        "liquibase has stopped half-way (its lock is held by build-7): look whether it still runs; if"
                                + " not, put right what it left, then: liquibase release-locks");
    }
}
