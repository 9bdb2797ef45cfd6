package dev.slipway.lint.rules.secrets;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class SecretFileReadable implements Rule {
    private static final Card CARD = Card.warning("SW511", "a file of secrets is made readable for everybody")
            .harm("Every account of the machine, and whatever breaks into one of them, reads the passwords.")
            .fix("chmod 600, owned by the account that needs it.")
            .wrong("""
                chmod 644 /srv/shop/.env ◀
                """)
            .right("""
                chmod 600 /srv/shop/.env
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean open = act.inner().is("chmod")
                    && act.inner().operand(0).matches("0?[0-7]{2}[4567]|[ugo]*[oa][ugo]*\\+r[wx]*|\\+r");
            if (open) {
                act.inner().from(1).stream()
                        .filter(SecretNames::isFile)
                        .findFirst()
                        .ifPresent(_ -> found.at(CARD, act.inner()));
            }
        }
    }
}
