package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class WritesMigrations implements Rule {
    private static final Card CARD = Card.warning("SW816", "migrations are written where they should only be run")
            .harm(
                    "The command of development compares models with this database and makes migrations that are in no repository; some offer to reset it.")
            .fix(
                    "Write migrations in development, commit them, and run them here: prisma migrate deploy, manage.py migrate, alembic upgrade.")
            .wrong("""
                ./bin/backup-database.sh
                npx prisma migrate dev --name release ◀
                """)
            .wrong("""
                python manage.py makemigrations ◀
                """)
            .right("""
                ./bin/backup-database.sh
                npx prisma migrate deploy
                """)
            .right("""
                python manage.py makemigrations --check --dry-run
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            if (writes(act.inner()) && !Grounds.isWorkshop(act)) {
                found.at(CARD, act.inner());
            }
        }
    }

    private static boolean writes(Call call) {
        return call.calls("prisma", "migrate", "dev")
                || call.calls("prisma", "db", "push")
                || (call.is("alembic") && call.verb().equals("revision"))
                || (call.isOneOf("python", "python3", "manage.py")
                        && call.words().stream().anyMatch(word -> word.is("makemigrations"))
                        && !call.has("--check", "--dry-run"))
                || (call.is("flask")
                        && call.operand(0).equals("db")
                        && call.operand(1).equals("migrate"))
                || call.calls("drizzle-kit", "push")
                || (call.is("typeorm") && call.verb().equals("schema:sync"));
    }
}
