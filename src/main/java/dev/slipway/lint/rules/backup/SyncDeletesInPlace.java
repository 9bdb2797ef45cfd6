package dev.slipway.lint.rules.backup;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.rules.Words;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;

public final class SyncDeletesInPlace implements Rule {
    private static final Card CARD = Card.warning(
                    "SW215", "files are synchronised with --delete into the folder that serves")
            .harm(
                    "Requests meet half of the new version, and whatever only lives there (uploads, .env, logs, pids) is deleted.")
            .fix(
                    "Copy into a folder of its own for each release, with links to what is shared, and swap one symbolic link; deploy.static does that.")
            .wrong("""
                rsync -a --delete build/ /srv/shop/current/ ◀
                """)
            .right("""
                rsync -a --delete build/ "/srv/shop/releases/$VERSION/"
                ln -sfn "/srv/shop/releases/$VERSION" /srv/shop/current
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            act.facts(Fact.Sync.class)
                    .filter(Fact.Sync::deletes)
                    .filter(sync ->
                            isLive(sync.destination().text()) && !act.inner().has("-n", "--dry-run"))
                    .findFirst()
                    .ifPresent(_ -> found.at(CARD, act.inner()));
        }
    }

    private static boolean isLive(String path) {
        return path.matches("(.*:)?.*/(current|live|html|public_html|www|htdocs|app|production|prod)/?")
                && !Words.isAboutBackups(path);
    }
}
