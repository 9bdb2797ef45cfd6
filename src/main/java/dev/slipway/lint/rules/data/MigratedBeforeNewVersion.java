package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Chapter.Kind;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.story.World;
import dev.slipway.lint.tools.Fact;

public final class MigratedBeforeNewVersion implements Rule {
    private static final Card CARD = Card.error(
                    "SW801", "migrations run in the old version's container, before the new one is there")
            .harm(
                    "The old image does not hold the new migrations: 'nothing to migrate' is a success, and the new version meets the old schema.")
            .fix(
                    "Run them from the new image: docker compose run --rm APP after build or pull, or migrate.* of a release.")
            .wrong("""
                pg_dump --format=custom --file=/var/backups/shop.dump shop
                docker compose exec -T web python manage.py migrate ◀
                git checkout v2.0.0
                docker compose build
                docker compose up -d --wait
                """)
            .right("""
                pg_dump --format=custom --file=/var/backups/shop.dump shop
                git checkout v2.0.0
                docker compose build
                docker compose run --rm web python manage.py migrate
                docker compose up -d --wait
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean forward = act.facts(Fact.Migrate.class).anyMatch(migrate -> migrate.turn() == Fact.Turn.FORWARD);
            boolean inside = act.facts(Fact.Enter.class).anyMatch(enter -> !enter.oneOff());
            if (forward
                    && inside
                    && act.chapter().kind() == Kind.RELEASE
                    && !newRuns(story, act)
                    && startsLater(story, act)) {
                found.at(CARD, act.inner());
            }
        }
    }

    /** Going back from here, what runs was started before anything new was fetched or built. */
    private static boolean newRuns(Story story, Act act) {
        for (Act past : story.before(act).toList()) {
            if (past.does(Fact.Up.class) || past.does(Fact.Release.class) || past.does(Fact.Restart.class)) {
                return true;
            }
            if (past.does(Fact.Build.class) || past.facts(Fact.Code.class).anyMatch(Fact.Code::replaces)) {
                return false;
            }
        }
        return false;
    }

    private static boolean startsLater(Story story, Act act) {
        boolean newBefore = story.before(act).anyMatch(World::builds);
        boolean newLater = story.after(act)
                .anyMatch(next ->
                        World.builds(next) || next.facts(Fact.Code.class).anyMatch(Fact.Code::replaces));
        boolean up = story.after(act).anyMatch(next -> next.does(Fact.Up.class) || next.does(Fact.Release.class));
        return up && (newBefore || newLater);
    }
}
