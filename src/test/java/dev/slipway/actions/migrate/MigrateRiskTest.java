package dev.slipway.actions.migrate;

import static dev.slipway.actions.migrate.Said.output;
import static dev.slipway.actions.migrate.Said.reason;
import static dev.slipway.actions.migrate.Said.summary;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.run.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("real")
class MigrateRiskTest {

    @TempDir
    Path temporary;

    private Yard yard;

    @BeforeEach
    void a_table_of_some_size() {
        yard = new Yard(temporary);
        yard.sql("create table orders(id int primary key, note text); create table empty(id int);"
                + " insert into orders select i, repeat('x', 900) from generate_series(1, 60000) i; analyze;");
    }

    @AfterEach
    void drop() {
        yard.close();
    }

    private Outcome risk(String sql, Object... more) throws InterruptedException {
        yard.write("migrations/0001_change.sql", sql);
        List<Object> all = new ArrayList<>(List.of("tool", "sql", "url", "$DATABASE_URL", "watch", "100ms"));
        all.addAll(List.of(more));
        return yard.perform(new MigrateRisk(), all.toArray());
    }

    @Test
    void a_rewrite_of_a_large_table_fails_the_step_and_says_how_long() throws Exception {
        assertThat(reason(risk("\nalter table orders alter column id type bigint;")))
                .matches(
                        "1 error, 0 warnings in 1 pending revision; error rewrite 0001_change:2: 'alter table orders alter"
                                + " column id type bigint' takes ACCESS EXCLUSIVE on orders \\(about 60,000 rows, \\d+ MB, 0 writes a"
                                + " second\\): nobody reads or writes it for about 1 s \\(\\d+ MB at 50 MB/s\\). Add a new column,"
                                + " fill it in batches, and change over");
        assertThat(yard.sql("select format_type(atttypid, -1) from pg_attribute where attname = 'id' and attrelid ="
                        + " 'orders'::regclass"))
                .isEqualTo("integer");
    }

    @Test
    void what_is_allowed_does_not_fail_it() throws Exception {
        Data rewrite = new Data.Listing(List.of(Data.of("rewrite")));
        Outcome outcome = risk("alter table orders alter column id type bigint;", "allow", rewrite);
        assertThat(summary(outcome)).isEqualTo("0 errors, 0 warnings in 1 pending revision; lock timeout 10s");
        assertThat(output(outcome, "lock_timeout")).isEqualTo("10s");
        assertThat(yard.said).anyMatch(line -> line.startsWith("error rewrite 0001_change:1: "));
    }

    @Test
    void tables_that_are_empty_or_made_by_the_script_harm_nobody() throws Exception {
        assertThat(summary(risk("""
                        alter table empty alter column id type bigint;
                        create table fresh(id int); create index on fresh(id); alter table fresh rename to newer;
                        """, "fail-on", "warning")))
                .isEqualTo("0 errors, 0 warnings in 1 pending revision; lock timeout 10s");
    }

    @Test
    void a_rename_breaks_the_version_that_runs_and_a_drop_may() throws Exception {
        assertThat(reason(risk("alter table orders rename column note to remark;")))
                .startsWith(
                        "1 error, 0 warnings in 1 pending revision; error rename 0001_change:1: 'alter table orders rename"
                                + " column note to remark': the version that runs now does not find orders.note any more");
        assertThat(summary(risk("alter table orders drop column note;")))
                .startsWith("0 errors, 1 warning in 1 pending revision");
        assertThat(reason(risk("alter table orders drop column note;", "fail-on", "warning")))
                .contains("warning drop 0001_change:1: ");
    }

    @Test
    void what_is_not_understood_is_said_and_not_guessed() throws Exception {
        assertThat(reason(risk("do $$ begin execute 'drop table orders'; end $$;", "fail-on", "warning")))
                .isEqualTo(
                        "0 errors, 1 warning in 1 pending revision; warning unknown 0001_change:1: 'do $$ begin execute"
                                + " 'drop table orders'; end $$' is not understood (do). Read it yourself");
    }

    @Test
    void an_index_that_stops_writes_is_told_how_not_to() throws Exception {
        assertThat(reason(risk("create index on orders(note);")))
                .contains("takes SHARE on orders", ": nobody writes it for about 1 s", "Build the index CONCURRENTLY");
        assertThat(summary(risk(
                        "-- slipway: no-transaction\ncreate index concurrently on orders(note);",
                        "fail-on",
                        "warning")))
                .startsWith("0 errors, 0 warnings");
    }
}
