package dev.slipway.lint.rules.backup;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.rules.Words;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;

public final class CopyLosesOwner implements Rule {
    private static final Card CARD = Card.warning("SW214", "a copy that is to be restored loses owner, mode and times")
            .harm(
                    "Copied back, the files belong to whoever ran the command: the application can no longer write its own.")
            .fix("Write cp -a, or keep releases in folders of their own.")
            .wrong("""
                # Backup of the running version
                cp -r /srv/shop /srv/shop-backup ◀
                """)
            .right("""
                # Backup of the running version
                cp -a /srv/shop /srv/shop-backup
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            if (!act.does(Fact.Copy.class)) {
                continue;
            }
            boolean backup = Words.isAboutBackups(
                    act.invocation().comment() + " " + act.invocation().says());
            act.facts(Fact.Copy.class)
                    .filter(copy -> copy.recursive() && !copy.faithful())
                    .filter(_ -> backup || story.isRollback(act))
                    .findFirst()
                    .ifPresent(_ -> found.at(
                            CARD,
                            act.inner().words().getFirst().from(),
                            act.inner().words().get(1).to()));
        }
    }
}
