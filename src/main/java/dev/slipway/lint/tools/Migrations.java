package dev.slipway.lint.tools;

import dev.slipway.lint.shell.Arg;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.shell.Invocation;
import dev.slipway.lint.tools.Fact.Turn;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Schema migrations of frameworks, and of programs that have a {@code migrate} of their own. */
final class Migrations implements Recogniser {
    private static final Set<String> BACKWARD = Set.of("down", "rollback", "downgrade", "undo", "revert", "redo");
    private static final Set<String> LOOKING =
            Set.of("status", "list", "show", "current", "history", "info", "version");

    @Override
    public void facts(Invocation invocation, List<Fact> out) {
        Call call = invocation.inner();
        turn(call).ifPresent(turn -> out.add(new Fact.Migrate(tool(call), turn)));
    }

    private static String tool(Call call) {
        return call.words().stream().anyMatch(word -> word.text().endsWith("manage.py")) ? "django" : call.tool();
    }

    private static Optional<Turn> turn(Call call) {
        return switch (call.tool()) {
            case "alembic" -> alembic(call);
            case "python", "python3", "manage.py", "django-admin" -> django(call);
            case "rails", "rake" -> rails(call);
            case "prisma" -> prisma(call);
            case "flask" -> call.verb().equals("db") ? word(call.operand(1)) : Optional.empty();
            case "php", "artisan" -> artisan(call);
            case "flyway",
                    "liquibase",
                    "sqlx",
                    "diesel",
                    "goose",
                    "dbmate",
                    "knex",
                    "sequelize",
                    "typeorm",
                    "migrate" -> verbs(call);
            default -> other(call);
        };
    }

    private static Optional<Turn> alembic(Call call) {
        return switch (call.verb()) {
            case "upgrade" -> Optional.of(call.has("--sql") ? Turn.PREVIEW : Turn.FORWARD);
            case "downgrade" -> Optional.of(call.has("--sql") ? Turn.PREVIEW : Turn.BACK);
            case "current", "heads", "history", "check", "show" -> Optional.of(Turn.SHOW);
            default -> Optional.empty();
        };
    }

    private static Optional<Turn> django(Call call) {
        List<String> words = call.operands().stream().map(Arg::text).toList();
        int at = call.is("manage.py") || call.is("django-admin") ? 0 : 1;
        if (words.size() <= at || (at == 1 && !words.getFirst().endsWith("manage.py"))) {
            return Optional.empty();
        }
        return switch (words.get(at)) {
            case "migrate" ->
                Optional.of(
                        call.has("--plan", "--check")
                                ? Turn.PREVIEW
                                : words.size() > at + 2 ? Turn.BACK : Turn.FORWARD);
            case "showmigrations", "sqlmigrate" -> Optional.of(Turn.SHOW);
            case "flush", "reset_db" -> Optional.of(Turn.RESET);
            default -> Optional.empty();
        };
    }

    private static Optional<Turn> rails(Call call) {
        return switch (call.verb()) {
            case "db:migrate", "db:prepare" -> Optional.of(Turn.FORWARD);
            case "db:rollback", "db:migrate:down", "db:migrate:redo" -> Optional.of(Turn.BACK);
            case "db:migrate:status", "db:version", "db:abort_if_pending_migrations" -> Optional.of(Turn.SHOW);
            case "db:reset", "db:drop", "db:schema:load", "db:setup", "db:migrate:reset" -> Optional.of(Turn.RESET);
            default -> Optional.empty();
        };
    }

    private static Optional<Turn> prisma(Call call) {
        if (call.calls("prisma", "db", "push")) {
            return Optional.of(call.has("--force-reset") ? Turn.RESET : Turn.FORWARD);
        }
        if (!call.verb().equals("migrate")) {
            return Optional.empty();
        }
        return switch (call.operand(1)) {
            case "deploy", "dev" -> Optional.of(Turn.FORWARD);
            case "reset" -> Optional.of(Turn.RESET);
            case "status", "diff" -> Optional.of(Turn.SHOW);
            default -> Optional.empty();
        };
    }

    private static Optional<Turn> artisan(Call call) {
        String verb = call.is("php") ? call.operand(1) : call.verb();
        return switch (verb) {
            case "migrate" -> Optional.of(call.has("--pretend") ? Turn.PREVIEW : Turn.FORWARD);
            case "migrate:rollback" -> Optional.of(Turn.BACK);
            case "migrate:status" -> Optional.of(Turn.SHOW);
            case "migrate:fresh", "migrate:reset", "migrate:refresh", "db:wipe" -> Optional.of(Turn.RESET);
            default -> Optional.empty();
        };
    }

    private static Optional<Turn> verbs(Call call) {
        if (call.operands().stream().map(Arg::text).anyMatch(BACKWARD::contains)) {
            return Optional.of(Turn.BACK);
        }
        if (call.operands().stream().map(Arg::text).anyMatch(LOOKING::contains)) {
            return Optional.of(Turn.SHOW);
        }
        if (call.operands().stream().map(Arg::text).anyMatch(Set.of("clean", "drop", "reset", "dropAll")::contains)) {
            return Optional.of(Turn.RESET);
        }
        return call.operands().isEmpty() && !call.is("migrate") ? Optional.empty() : Optional.of(Turn.FORWARD);
    }

    /** {@code openrisk migrate up}, {@code pnpm db:migrate}, {@code make migrate}. */
    private static Optional<Turn> other(Call call) {
        List<String> words = call.operands().stream().map(Arg::text).toList();
        for (int i = 0; i < Math.min(words.size(), 3); i++) {
            String word = words.get(i).toLowerCase(Locale.ROOT);
            boolean names = Set.of("migrate", "migrations:migrate", "db:migrate", "migrate:up", "db-migrate")
                            .contains(word)
                    || word.endsWith(":migrate");
            if (names
                    && !call.isOneOf(
                            "git", "cd", "echo", "ls", "cat", "docker", "compose", "kubectl", "grep", "cp", "rm")) {
                return i + 1 < words.size()
                        ? word(words.get(i + 1)).or(() -> Optional.of(Turn.FORWARD))
                        : Optional.of(Turn.FORWARD);
            }
        }
        return Optional.empty();
    }

    private static Optional<Turn> word(String verb) {
        if (BACKWARD.contains(verb)) {
            return Optional.of(Turn.BACK);
        }
        if (LOOKING.contains(verb)) {
            return Optional.of(Turn.SHOW);
        }
        return verb.equals("reset")
                ? Optional.of(Turn.RESET)
                : Set.of("up", "upgrade", "run", "deploy", "latest", "apply").contains(verb)
                        ? Optional.of(Turn.FORWARD)
                        : Optional.empty();
    }
}
