package dev.slipway.actions.migrate;

import dev.slipway.base.Data;
import dev.slipway.hands.Refusal;
import dev.slipway.postgres.Psql;
import dev.slipway.postgres.Tools;
import dev.slipway.schema.Migration;
import dev.slipway.schema.risk.Catalogue;
import dev.slipway.schema.risk.Effect;
import dev.slipway.schema.risk.Loss;
import dev.slipway.schema.risk.Reader;
import dev.slipway.schema.sql.Script;
import dev.slipway.schema.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What would not be there any more. What cannot be told counts as lost: nothing is taken back by guess. */
record Losses(List<String> all) {
    /** In these the tools write what is applied: a row less is the very point. */
    private static final Set<String> BOOKS = Set.of(
            "django_migrations",
            "alembic_version",
            "schema_migrations",
            "ar_internal_metadata",
            "flyway_schema_history",
            "_prisma_migrations",
            "databasechangelog",
            "databasechangeloglock",
            "slipway_migrations");

    static Losses of(List<Migration> migrations, Optional<Tools> database) throws Refusal, InterruptedException {
        Set<String> all = new LinkedHashSet<>();
        List<Loss> losses = new ArrayList<>();
        for (Migration each : migrations) {
            switch (each.text()) {
                case Migration.Text.Source _ ->
                    all.add("what cannot be told, because the tool shows no SQL for "
                            + each.revision().id());
                case Migration.Text.Partly(String sql, String rest) -> {
                    all.add("what cannot be told, because " + rest + " is no SQL");
                    read(Script.of(sql), losses, all);
                }
                case Migration.Text.Sql(String sql) -> read(Script.of(sql), losses, all);
            }
        }
        losses.removeIf(loss -> BOOKS.contains(loss.table().name()) || loss.kind() == Loss.Kind.RENAMED);
        if (!losses.isEmpty() && database.isEmpty()) {
            losses.forEach(loss -> all.add(words(loss) + " (without 'url' nobody can look what it holds)"));
        } else if (!losses.isEmpty()) {
            try (Psql session = Psql.plain(
                    database.get(), "slipway " + database.get().site().origin())) {
                for (Loss loss : losses) {
                    if (holds(session, loss)) {
                        all.add(words(loss));
                    }
                }
            }
        }
        return new Losses(List.copyOf(all));
    }

    private static void read(Script script, List<Loss> losses, Set<String> all) {
        Reader reader = new Reader(Catalogue.EMPTY);
        for (Statement statement : script.statements()) {
            switch (reader.read(statement)) {
                case Effect.Understood understood -> losses.addAll(understood.losses());
                case Effect.NotUnderstood _ ->
                    all.add("what cannot be told, because '" + statement.brief() + "' is not understood");
            }
        }
        script.flaw().ifPresent(flaw -> all.add("what cannot be told, because the SQL cannot be read: " + flaw.says()));
    }

    private static String words(Loss loss) {
        return switch (loss.kind()) {
            case TABLE -> "the rows of " + loss.table();
            case COLUMN -> "what stands in " + loss;
            case ROWS -> "rows of " + loss.table();
            case TYPE -> "what " + loss + " cannot hold then";
            case RENAMED -> "the name " + loss;
        };
    }

    /** Whether there is something to lose. A column that holds nothing but its default came with the migration. */
    private static boolean holds(Psql session, Loss loss) throws Refusal, InterruptedException {
        String table =
                loss.table().schema().map(schema -> Psql.name(schema) + ".").orElse("")
                        + Psql.name(loss.table().name());
        if (!truth(session, "select to_json(to_regclass(" + Psql.text(table) + ") is not null);")) {
            return false;
        }
        if (loss.kind() != Loss.Kind.COLUMN) {
            return truth(session, "select to_json(exists(select from " + table + "));");
        }
        String column = loss.column().orElseThrow();
        List<Data> standard = session.rows("""
                select to_json(coalesce(pg_get_expr(d.adbin, d.adrelid), '')) from pg_attribute a
                  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                  where a.attrelid = to_regclass(%s) and a.attname = %s and not a.attisdropped;
                """.formatted(Psql.text(table), Psql.text(column)));
        if (standard.isEmpty()) {
            return false;
        }
        String name = Psql.name(column);
        String expression = standard.getFirst().plain();
        // One that calls something gives another value each time, or does something.
        String other = expression.isEmpty() || expression.contains("(")
                ? ""
                : " and " + name + " is distinct from (" + expression + ")";
        return truth(
                session,
                "select to_json(exists(select from " + table + " where " + name + " is not null" + other + "));");
    }

    private static boolean truth(Psql session, String sql) throws Refusal, InterruptedException {
        return session.value(sql).plain().equals("true");
    }

    /** For people; empty when nothing is. */
    String said() {
        return String.join("; ", all);
    }
}
