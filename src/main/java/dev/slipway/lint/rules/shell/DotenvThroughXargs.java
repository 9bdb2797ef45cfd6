package dev.slipway.lint.rules.shell;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class DotenvThroughXargs implements Rule {
    private static final Card CARD = Card.warning("SW612", "a file of variables is exported through word splitting")
            .harm(
                    "A space, a quote or a # in a value ends it there: a password arrives cut, and the program says only that it is wrong.")
            .fix(
                    "Let the tool read the file (--env-file); set -a; . ./.env; set +a only where its values are quoted for the shell.")
            .wrong("""
                export $(grep -v '^#' .env | xargs) ◀
                """)
            .right("""
                set -a
                . ./.env
                set +a
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            String tail = act.outer().tail();
            if (act.outer().isOneOf("export", "env")
                    && tail.matches("(?s).*(\\$\\(|`).*\\b(xargs|cat|grep|sed)\\b.*")) {
                found.at(CARD, act.outer());
            }
        }
    }
}
