package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import java.util.regex.Pattern;

public final class MigratedWithoutBackup implements Rule {
    private static final Card CARD = Card.warning("SW807", "migrations run, and nothing is backed up before them")
            .harm("A migration that goes wrong half way, or removes what is still needed, cannot be taken back.")
            .fix("Make a backup before it that is proved by restoring it: backup.postgres.")
            .wrong("""
                docker compose run --rm web ./manage.py migrate ◀
                """)
            .right("""
                pg_dump --format=custom --file=/var/backups/shop.dump shop
                docker compose run --rm web ./manage.py migrate
                """);

    private static final Pattern BACKUP = Pattern.compile("(?i)\\b(back-?ups?|snapshots?|pitr|point-in-time)\\b");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        boolean migrates = story.anywhere(act -> act.does(Fact.Migrate.class));
        if (!migrates
                || story.all(Fact.Dump.class).findAny().isPresent()
                || BACKUP.matcher(story.text()).find()) {
            return;
        }
        story.acts().stream()
                .filter(act -> act.facts(Fact.Migrate.class).anyMatch(migrate -> migrate.turn() == Fact.Turn.FORWARD))
                .findFirst()
                .ifPresent(act -> found.at(CARD, act.inner()));
    }
}
