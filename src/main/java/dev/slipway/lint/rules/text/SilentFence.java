package dev.slipway.lint.rules.text;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Script;
import dev.slipway.lint.story.Story;
import dev.slipway.runbook.Passage;

public final class SilentFence implements Rule {
    private static final Card CARD = Card.note("SW109", "commands stand in a fence without a language")
            .harm("Nobody can tell commands from output, neither a reader in a hurry nor a tool.")
            .fix("Tag it `bash`, or `text` where it is output.")
            .wrong("""
                ``` ◀
                systemctl restart shop
                ```
                """)
            .right("""
                ```bash
                systemctl restart shop
                ```
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Script script : story.scripts()) {
            if (script.fence().tag().isEmpty() && script.fence().closing() == Passage.Closing.CLOSED) {
                found.at(CARD, script.fence().from(), script.fence().from() + 3);
            }
        }
    }
}
