package dev.slipway.lint.rules.shell;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class OpenToEverybody implements Rule {
    private static final Card CARD = Card.warning("SW619", "files are made writable for everybody")
            .harm(
                    "Whatever breaks into any account of the machine changes the program that runs; what really was wrong, the owner, stays wrong.")
            .fix("Give the files to the account that needs them (chown), and leave the mode.")
            .wrong("""
                chmod -R 777 /srv/shop/storage ◀
                """)
            .right("""
                chown -R shop:shop /srv/shop/storage
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            if (act.inner().is("chmod")
                    && act.inner().operand(0).matches("[0-7]?[0-7]{2}[2367]|(a|o|ug?o)\\+[rx]*w[rx]*")) {
                found.at(CARD, act.inner());
            }
        }
    }
}
