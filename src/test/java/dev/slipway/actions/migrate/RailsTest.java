package dev.slipway.actions.migrate;

import static dev.slipway.actions.migrate.Said.output;
import static dev.slipway.actions.migrate.Said.reason;
import static dev.slipway.actions.migrate.Said.summary;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actions.backup.RestorePostgres;
import dev.slipway.run.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With Debian's Rails, on PostgreSQL. */
@Tag("real")
class RailsTest {
    private static final Object[] RAILS = {
        "tool", "rails", "in", "app", "command", "ruby bin/rails", "url", "$DATABASE_URL"
    };

    @TempDir
    Path temporary;

    private Yard yard;

    @BeforeEach
    void an_application() {
        yard = new Yard(temporary);
        yard.plain.put("RAILS_ENV", "production");
        yard.write("app/bin/rails", """
                APP_PATH = File.expand_path("../config/application", __dir__)
                require "rails"
                require "rails/commands"
                """);
        yard.write("app/config.ru", "");
        yard.write("app/Rakefile", "require_relative 'config/application'\nRails.application.load_tasks\n");
        yard.write("app/config/environment.rb", "require_relative 'application'\nRails.application.initialize!\n");
        yard.write("app/config/database.yml", "production:\n  url: <%= ENV['DATABASE_URL'] %>\n");
        yard.write("app/config/application.rb", """
                require "rails"
                require "active_record/railtie"
                class Shop < Rails::Application
                  config.root = File.expand_path("..", __dir__)
                  config.eager_load = false
                  config.secret_key_base = "not one"
                  config.active_record.dump_schema_after_migration = false
                  config.logger = Logger.new(nil)
                end
                """);
        migration("20260101000001", "create_orders", "create_table(:orders) { |t| t.integer :amount }");
        migration("20260101000002", "add_price", "add_column :orders, :price, :integer");
    }

    private void migration(String version, String name, String change) {
        String type = Arrays.stream(name.split("_"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .reduce("", String::concat);
        yard.write(
                "app/db/migrate/" + version + "_" + name + ".rb",
                "class " + type + " < ActiveRecord::Migration[6.1]\n  "
                        + (change.contains("def ") ? change : "def change\n    " + change + "\n  end") + "\nend\n");
    }

    @AfterEach
    void drop() {
        yard.close();
    }

    private static Object[] with(Object... more) {
        Object[] all = Arrays.copyOf(RAILS, RAILS.length + more.length);
        System.arraycopy(more, 0, all, RAILS.length, more.length);
        return all;
    }

    private Outcome apply(Object... more) throws InterruptedException {
        return yard.step("migrate").perform(new MigrateApply(new RestorePostgres()), with(more));
    }

    @Test
    void it_is_previewed_by_its_source_applied_and_taken_back_when_somebody_says_so() throws Exception {
        Outcome preview = yard.step("preview").perform(new MigratePreview(), RAILS);
        assertThat(yard.said)
                .contains(
                        "-- 20260101000002 (AddPrice) (the tool shows no SQL: its source)",
                        "    add_column :orders, :price, :integer");

        assertThat(summary(apply("previewed", output(preview, "digest")))).isEqualTo("2 revisions, at 20260101000002");
        assertThat(yard.sql("select count(*) from orders")).isEqualTo("0");

        assertThat(reason(yard.undo(new MigrateApply(new RestorePostgres()), with("undo", "down"))))
                .isEqualTo(
                        "back from 20260101000002 to empty would lose what cannot be told, because the tool shows no SQL"
                                + " for 20260101000002; what cannot be told, because the tool shows no SQL for 20260101000001."
                                + " Nothing has changed; to lose it, try this step again");
        assertThat(summary(yard.undo(new MigrateApply(new RestorePostgres()), with("undo", "down"))))
                .isEqualTo("2 revisions taken back, at empty");
    }

    @Test
    void one_that_fails_leaves_nothing_and_one_that_is_no_transaction_is_said() throws Exception {
        migration("20260101000003", "go_wrong", "execute 'insert into gone values (1)'");
        assertThat(reason(apply()))
                .startsWith("rails db:migrate ends with exit status 1")
                .endsWith("; 2 of 3 were applied, the database is at 20260101000002");

        migration(
                "20260101000003",
                "go_wrong",
                "disable_ddl_transaction!\n  def up\n    execute 'create table half(id int)'\n    execute 'insert into gone values (1)'\n  end");
        assertThat(reason(apply()))
                .endsWith(
                        "; the database is at 20260101000002 as before, and 20260101000003 is no transaction: it may have"
                                + " stopped half-way; look at what it left");
    }

    @Test
    void two_of_one_number_and_one_that_is_not_known_are_refused() throws Exception {
        apply();
        Path second = temporary.resolve("app/db/migrate/20260101000002_add_price.rb");
        Files.delete(second);
        assertThat(reason(yard.step("status").perform(new MigrateStanding(), RAILS)))
                .isEqualTo(
                        "the database has 20260101000002, which this version does not know: a newer version or another"
                                + " branch has migrated it");
        migration("20260101000001", "create_others", "create_table :others");
        migration("20260101000002", "add_price", "add_column :orders, :price, :integer");
        assertThat(reason(yard.perform(new MigrateStanding(), RAILS)))
                .isEqualTo(
                        "there are 2 heads, 20260101000001_create_orders and 20260101000001_create_others: branches were"
                                + " joined and nobody said which comes first; give one of them another number");
    }
}
