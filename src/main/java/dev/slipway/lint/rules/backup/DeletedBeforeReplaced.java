package dev.slipway.lint.rules.backup;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import java.util.stream.Stream;

public final class DeletedBeforeReplaced implements Rule {
    private static final Card CARD = Card.error(
                    "SW213", "the running version is deleted before its replacement is in place")
            .harm("When the copy that follows fails, or its source is missing, there is no application left to start.")
            .fix("Copy to a new folder first, swap a symbolic link, and delete the old one last.")
            .wrong("""
                rm -rf /srv/shop ◀
                cp -a /srv/shop-before /srv/shop
                """)
            .right("""
                cp -a /srv/shop-before /srv/shop-new
                ln -sfn /srv/shop-new /srv/shop-current
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            act.facts(Fact.Delete.class)
                    .filter(Fact.Delete::recursive)
                    .flatMap(delete -> delete.paths().stream())
                    .filter(path -> isReplaced(story, act, path.text().replaceFirst("/\\*?$", "")))
                    .findFirst()
                    .ifPresent(path -> found.at(CARD, act.inner()));
        }
    }

    private static boolean isReplaced(Story story, Act act, String path) {
        return path.length() > 1
                && !path.matches(".*(\\.part|\\.tmp|[._-]new|[._-]next|staging|/tmp/.*)")
                && story.after(act)
                        .limit(3)
                        .flatMap(next -> Stream.concat(
                                next.facts(Fact.Copy.class).map(Fact.Copy::destination),
                                next.facts(Fact.Move.class).map(Fact.Move::destination)))
                        .anyMatch(to -> to.text().replaceFirst("/$", "").equals(path));
    }
}
