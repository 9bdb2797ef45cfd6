package dev.slipway.actions.migrate;

import static dev.slipway.actions.migrate.Said.output;
import static dev.slipway.actions.migrate.Said.reason;
import static dev.slipway.actions.migrate.Said.summary;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actions.backup.RestorePostgres;
import dev.slipway.run.Outcome;
import dev.slipway.run.Sighting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With Debian's Alembic, on PostgreSQL. */
@Tag("real")
class AlembicTest {
    private static final Object[] ALEMBIC = {
        "tool", "alembic", "in", "app", "command", "/usr/bin/python3", "url", "$DATABASE_URL"
    };

    @TempDir
    Path temporary;

    private Yard yard;

    @BeforeEach
    void an_application() {
        yard = new Yard(temporary);
        yard.write("app/alembic.ini", "[alembic]\nscript_location = versions_of_shop\n");
        yard.write("app/versions_of_shop/env.py", """
                import os
                from alembic import context
                from sqlalchemy import create_engine
                url = os.environ["DATABASE_URL"]
                if context.is_offline_mode():
                    context.configure(url=url, literal_binds=True)
                    with context.begin_transaction():
                        context.run_migrations()
                else:
                    with create_engine(url).connect() as connection:
                        context.configure(connection=connection, transaction_per_migration=True)
                        with context.begin_transaction():
                            context.run_migrations()
                """);
        revision(
                "a1",
                "None",
                "op.create_table('orders', sa.Column('id', sa.Integer, primary_key=True))",
                "op.drop_table('orders')");
        revision(
                "b2",
                "'a1'",
                "op.add_column('orders', sa.Column('price', sa.Integer))",
                "op.drop_column('orders', 'price')");
    }

    private void revision(String id, String before, String up, String down) {
        yard.write("app/versions_of_shop/versions/" + id + ".py", """
                \"""About %1$s\"""
                import sqlalchemy as sa
                from alembic import op

                revision = '%1$s'
                down_revision = %2$s

                def upgrade():
                    %3$s

                def downgrade():
                    %4$s
                """.formatted(id, before, up, down));
    }

    @AfterEach
    void drop() {
        yard.close();
    }

    private static Object[] with(Object... more) {
        Object[] all = Arrays.copyOf(ALEMBIC, ALEMBIC.length + more.length);
        System.arraycopy(more, 0, all, ALEMBIC.length, more.length);
        return all;
    }

    private Outcome apply(Object... more) throws InterruptedException {
        return yard.step("migrate").perform(new MigrateApply(new RestorePostgres()), with(more));
    }

    @Test
    void it_is_previewed_applied_and_taken_back() throws Exception {
        Outcome preview = yard.step("preview").perform(new MigratePreview(), ALEMBIC);
        assertThat(summary(preview)).startsWith("a1, b2, digest ");
        assertThat(yard.said).contains("-- b2 (About b2)", "ALTER TABLE orders ADD COLUMN price INTEGER;");
        assertThat(yard.sql("select to_regclass('orders') is null")).isEqualTo("t");

        assertThat(summary(apply("previewed", output(preview, "digest"), "to", "b2")))
                .isEqualTo("2 revisions, at b2");
        assertThat(summary(yard.step("status").perform(new MigrateStanding(), with("pending", "refused"))))
                .isEqualTo("at b2, nothing is pending");
        yard.step("migrate");
        assertThat(summary(yard.undo(new MigrateApply(new RestorePostgres()), with("undo", "down"))))
                .isEqualTo("2 revisions taken back, at empty");
        assertThat(yard.sql("select to_regclass('orders') is null")).isEqualTo("t");
    }

    @Test
    void a_preview_is_of_this_source_and_no_other() throws Exception {
        String digest = output(yard.step("preview").perform(new MigratePreview(), ALEMBIC), "digest");
        revision(
                "b2",
                "'a1'",
                "op.add_column('orders', sa.Column('price', sa.BigInteger))",
                "op.drop_column('orders', 'price')");
        assertThat(reason(apply("previewed", digest))).contains(" is not what was previewed ");
    }

    @Test
    void one_that_fails_says_what_went_wrong_and_how_far_it_came() throws Exception {
        revision("c3", "'b2'", "op.execute('insert into gone values (1)')", "pass");
        assertThat(reason(apply()))
                .matches("alembic upgrade ends with exit status 1: .*; 2 of 3 were applied, the database is at b2");
        assertThat(yard.look(new MigrateApply(new RestorePostgres()), ALEMBIC)).isInstanceOf(Sighting.Absent.class);
        revision("c3", "'b2'", "op.execute('select 1')", "pass");
        assertThat(summary(apply())).isEqualTo("1 revision, at c3");
    }

    @Test
    void a_way_back_that_would_lose_rows_is_asked_for() throws Exception {
        apply();
        yard.sql("insert into orders values (1, 7)");
        assertThat(reason(yard.step("down").perform(new MigrateDown(), with("to", "a1"))))
                .isEqualTo(
                        "back from b2 to a1 would lose what stands in orders.price. Nothing has changed; to lose it, try"
                                + " this step again");
        yard.sql("update orders set price = null");
        assertThat(summary(yard.step("other").perform(new MigrateDown(), with("to", "a1"))))
                .isEqualTo("1 revision taken back, at a1");
    }

    @Test
    void two_heads_are_refused_before_anything_is_done() throws Exception {
        revision("b9", "'a1'", "pass", "pass");
        assertThat(reason(apply()))
                .isEqualTo(
                        "there are 2 heads, b2 and b9: branches were joined and nobody said which comes first; alembic"
                                + " merge heads");
        assertThat(yard.sql("select to_regclass('orders') is null")).isEqualTo("t");
    }

    @Test
    void a_revision_that_this_version_does_not_know_is_said() throws Exception {
        apply();
        Files.delete(temporary.resolve("app/versions_of_shop/versions/b2.py"));
        assertThat(reason(yard.step("status").perform(new MigrateStanding(), ALEMBIC)))
                .isEqualTo(
                        "the database has b2, which this version does not know: a newer version or another branch has"
                                + " migrated it");
    }

    @Test
    void what_reads_the_database_as_it_goes_is_shown_by_its_source() throws Exception {
        revision("c3", "'b2'", "assert op.get_bind().execute('select count(*) from orders').scalar() >= 0", "pass");
        yard.step("preview").perform(new MigratePreview(), ALEMBIC);
        assertThat(yard.said).contains("-- c3 (About c3) (the tool shows no SQL: its source)");
        assertThat(summary(apply())).isEqualTo("3 revisions, at c3");
    }
}
