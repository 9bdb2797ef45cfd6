package dev.slipway.lint.rules.release;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Chapter.Kind;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.story.World;
import dev.slipway.lint.tools.Fact;
import java.util.regex.Pattern;

public final class NoRollback implements Rule {
    private static final Card CARD = Card.note(
                    "SW326", "this release changes production, and says nothing about a way back")
            .harm("Whoever is on call has to invent it while people wait.")
            .fix("Add a section that takes the release back, and try it: procedures with on-failure: undo.")
            .wrong("""
                # Release

                ```bash
                docker compose pull web
                docker compose up -d --wait web ◀
                ```
                """)
            .right("""
                # Release

                ```bash
                docker compose pull web
                docker compose up -d --wait web
                ```

                ## Rollback

                ```bash
                WEB_TAG=1.4.1 docker compose up -d --wait web
                ```
                """);

    @Override
    public Card card() {
        return CARD;
    }

    private static final Pattern WORD_OF_IT = Pattern.compile(
            "(?i)\\b(roll-?\\s?back|rolled back|back ?out|revert|undo|rollout undo|previous version|restore)");

    @Override
    public void look(Story story, Found found) {
        if (WORD_OF_IT.matcher(story.text()).find() || story.text().startsWith("---")) {
            return;
        }
        story.acts().stream()
                .filter(act -> act.chapter().kind() == Kind.RELEASE)
                .filter(act -> (act.does(Fact.Up.class) && story.before(act).anyMatch(World::builds))
                        || act.does(Fact.Release.class))
                .reduce((_, next) -> next)
                .ifPresent(act -> found.at(CARD, act.outer().words().getFirst()));
    }
}
