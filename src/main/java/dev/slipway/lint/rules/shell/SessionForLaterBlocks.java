package dev.slipway.lint.rules.shell;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class SessionForLaterBlocks implements Rule {
    private static final Card CARD = Card.warning("SW611", "a block opens a session for the blocks after it")
            .harm(
                    "It waits for somebody at a terminal, and the next blocks run on the machine from which it was opened.")
            .fix("Let each block name its place: ssh host '…', or on= in a runbook of Slipway.")
            .wrong("""
                # Document

                ```bash
                ssh deploy@web1.corp.net ◀
                ```

                ```bash
                sudo systemctl restart shop
                ```
                """)
            .right("""
                # Document

                ```bash
                ssh deploy@web1.corp.net 'sudo systemctl restart shop'
                ```
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean alone = Sessions.opens(act)
                    && act.script()
                            .filter(script -> script.invocations().getLast().equals(act.invocation()))
                            .isPresent();
            if (alone && story.after(act).anyMatch(next -> !next.script().equals(act.script()))) {
                found.at(CARD, act);
            }
        }
    }
}
