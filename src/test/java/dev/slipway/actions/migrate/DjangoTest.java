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

/** With Debian's Django, on PostgreSQL. */
@Tag("real")
class DjangoTest {
    private static final Object[] DJANGO = {
        "tool", "django", "in", "app", "command", "/usr/bin/python3 manage.py", "url", "$DATABASE_URL"
    };

    @TempDir
    Path temporary;

    private Yard yard;

    @BeforeEach
    void an_application() {
        yard = new Yard(temporary);
        yard.write("app/manage.py", """
                import os, sys
                from django.core.management import execute_from_command_line
                os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
                print("an application that says something when it is loaded")
                execute_from_command_line(sys.argv)
                """);
        yard.write("app/settings.py", """
                import os, urllib.parse
                url = urllib.parse.urlparse(os.environ["DATABASE_URL"])
                SECRET_KEY = "not one"
                INSTALLED_APPS = ["shop"]
                DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
                DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": url.path[1:],
                    "HOST": url.hostname, "PORT": url.port, "USER": url.username, "PASSWORD": url.password}}
                """);
        yard.write("app/shop/__init__.py", "");
        yard.write("app/shop/migrations/__init__.py", "");
        migration(
                "0001_orders",
                "[]",
                "migrations.CreateModel('Order', [('id', models.BigAutoField(primary_key=True)),"
                        + " ('note', models.TextField(null=True))])");
        migration(
                "0002_price",
                "[('shop', '0001_orders')]",
                "migrations.AddField('order', 'price'," + " models.IntegerField(null=True))");
    }

    private void migration(String name, String dependencies, String operation) {
        migration(name, dependencies, operation, "True");
    }

    private void migration(String name, String dependencies, String operation, String atomic) {
        yard.write("app/shop/migrations/" + name + ".py", """
                from django.db import migrations, models

                def fill(apps, schema_editor):
                    apps.get_model("shop", "Order").objects.update(note="filled")

                class Migration(migrations.Migration):
                    atomic = %s
                    dependencies = %s
                    operations = [%s]
                """.formatted(atomic, dependencies, operation));
    }

    @AfterEach
    void drop() {
        yard.close();
    }

    private Outcome apply(String step) throws InterruptedException {
        return yard.step(step).perform(new MigrateApply(new RestorePostgres()), DJANGO);
    }

    private static Object[] with(Object... more) {
        Object[] all = Arrays.copyOf(DJANGO, DJANGO.length + more.length);
        System.arraycopy(more, 0, all, DJANGO.length, more.length);
        return all;
    }

    @Test
    void it_is_previewed_applied_and_taken_back() throws Exception {
        Outcome preview = yard.step("preview").perform(new MigratePreview(), DJANGO);
        assertThat(summary(preview)).startsWith("shop.0001_orders, shop.0002_price, digest ");
        assertThat(yard.said).contains("ALTER TABLE \"shop_order\" ADD COLUMN \"price\" integer NULL;");
        assertThat(yard.sql("select to_regclass('shop_order') is null")).isEqualTo("t");

        Object[] read = with("previewed", output(preview, "digest"), "undo", "down");
        Outcome applied = yard.step("migrate").perform(new MigrateApply(new RestorePostgres()), read);
        assertThat(summary(applied)).isEqualTo("2 revisions, at shop.0002_price");
        assertThat(output(applied, "before")).isEqualTo("empty");
        assertThat(yard.look(new MigrateApply(new RestorePostgres()), read)).isInstanceOf(Sighting.Applied.class);

        assertThat(summary(yard.undo(new MigrateApply(new RestorePostgres()), read)))
                .isEqualTo("2 revisions taken back, at empty");
        assertThat(yard.sql("select to_regclass('shop_order') is null")).isEqualTo("t");
    }

    @Test
    void a_way_back_that_would_lose_rows_is_asked_for() throws Exception {
        apply("migrate");
        yard.sql("insert into shop_order(id, price) values (1, 7)");
        assertThat(reason(yard.step("down").perform(new MigrateDown(), with("to", "shop.0001_orders"))))
                .isEqualTo("back from shop.0002_price to shop.0001_orders would lose what stands in shop_order.price."
                        + " Nothing has changed; to lose it, try this step again");
        assertThat(summary(yard.perform(new MigrateDown(), with("to", "shop.0001_orders"))))
                .isEqualTo("1 revision taken back, at shop.0001_orders");
    }

    @Test
    void one_that_fails_says_what_went_wrong_and_how_far_it_came() throws Exception {
        migration("0003_bad", "[('shop', '0002_price')]", "migrations.RunSQL('insert into gone values (1)')");
        assertThat(reason(apply("migrate")))
                .isEqualTo(
                        "manage.py migrate ends with exit status 1: django.db.utils.ProgrammingError: relation \"gone\""
                                + " does not exist; 2 of 3 were applied, the database is at shop.0002_price");
        assertThat(yard.look(new MigrateApply(new RestorePostgres()), DJANGO)).isInstanceOf(Sighting.Absent.class);
    }

    @Test
    void one_that_is_no_transaction_and_fails_may_have_stopped_half_way() throws Exception {
        migration(
                "0003_bad",
                "[('shop', '0002_price')]",
                "migrations.RunSQL('create table half(id int)'), migrations.RunSQL('insert into gone values (1)')",
                "False");
        assertThat(reason(apply("migrate")))
                .endsWith(
                        "; 2 of 3 were applied, the database is at shop.0002_price, and shop.0003_bad is no transaction: it"
                                + " may have stopped half-way; look at what it left");
        assertThat(yard.sql("select to_regclass('half') is not null")).isEqualTo("t");
        assertThat(yard.look(new MigrateApply(new RestorePostgres()), DJANGO))
                .isEqualTo(new Sighting.Unknown("shop.0003_bad is pending and is no transaction: it may have stopped"
                        + " half-way; look at what it left"));
    }

    @Test
    void two_heads_are_refused_before_anything_is_done() throws Exception {
        migration("0002_other", "[('shop', '0001_orders')]", "migrations.RunSQL('select 1')");
        assertThat(reason(apply("migrate")))
                .isEqualTo(
                        "there are 2 heads, shop.0002_other and shop.0002_price: branches were joined and nobody said"
                                + " which comes first; python manage.py makemigrations --merge");
        assertThat(yard.sql("select to_regclass('shop_order') is null")).isEqualTo("t");
    }

    @Test
    void a_revision_that_this_version_does_not_know_is_said() throws Exception {
        apply("migrate");
        Files.delete(temporary.resolve("app/shop/migrations/0002_price.py"));
        assertThat(reason(yard.step("status").perform(new MigrateStanding(), DJANGO)))
                .isEqualTo(
                        "the database has shop.0002_price, which this version does not know: a newer version or another"
                                + " branch has migrated it");
    }

    @Test
    void code_that_runs_on_the_way_back_cannot_be_told() throws Exception {
        migration("0003_fill", "[('shop', '0002_price')]", "migrations.RunPython(fill, fill)");
        apply("migrate");
        assertThat(reason(yard.step("down").perform(new MigrateDown(), with("to", "shop.0002_price"))))
                .isEqualTo(
                        "back from shop.0003_fill to shop.0002_price would lose what cannot be told, because fill is no"
                                + " SQL. Nothing has changed; to lose it, try this step again");
    }

    @Test
    void what_is_wrong_with_the_application_is_said() throws Exception {
        yard.write("app/shop/migrations/0002_price.py", "this is no Python\n");
        assertThat(reason(apply("migrate"))).isEqualTo("SyntaxError: invalid syntax");
        assertThat(reason(yard.step("nowhere")
                        .perform(new MigrateApply(new RestorePostgres()), "tool", "django", "in", "gone")))
                .contains("gone");
    }
}
