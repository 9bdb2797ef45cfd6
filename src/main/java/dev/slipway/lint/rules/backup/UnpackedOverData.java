package dev.slipway.lint.rules.backup;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;

public final class UnpackedOverData implements Rule {
    private static final Card CARD = Card.error("SW210", "an archive is unpacked over data that is there")
            .harm("What the archive lacks stays: files of two moments mix, and a database of them is corrupt.")
            .fix("Unpack into a fresh volume or folder, check it, and swap.")
            .wrong("""
                docker run --rm --volumes-from shop-db-1 -v /srv/backup:/backup alpine:3.20 tar xzf /backup/data.tar.gz -C / ◀
                """)
            .right("""
                mkdir /srv/restored
                tar xzf /srv/backup/data.tar.gz -C /srv/restored
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            act.facts(Fact.Unpack.class)
                    .filter(unpack -> unpack.folder()
                            .map(folder -> folder.is("/")
                                    || folder.text().matches("/var/lib/(postgresql|mysql|docker|redis|mongo).*"))
                            .orElse(false))
                    .findFirst()
                    .ifPresent(_ -> found.at(
                            CARD,
                            act.inner().words().getFirst().from(),
                            act.inner().words().get(1).to()));
        }
    }
}
