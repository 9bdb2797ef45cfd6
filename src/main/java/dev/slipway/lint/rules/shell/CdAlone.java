package dev.slipway.lint.rules.shell;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.runbook.ShellScript.Within;

public final class CdAlone implements Rule {
    private static final Card CARD = Card.warning("SW608", "a cd ends with its block")
            .harm("The next block begins in the folder where the runbook was started: relative paths and ./scripts of it are looked for there.")
            .fix("Put cd into the block whose commands need it, or give absolute paths.")
            .wrong("""
                # Document

                ```bash
                cd /srv/shop/current ◀
                ```

                ```bash
                ./bin/reindex --all
                ```
                """)
            .right("""
                # Document

                ```bash
                cd /srv/shop/current
                ./bin/reindex --all
                ```
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean alone = act.inner().is("cd")
                    && act.script().filter(script -> script.invocations().stream().allMatch(each -> each.inner().isOneOf("cd", "pwd"))).isPresent();
            boolean later = story.after(act).anyMatch(next -> !next.script().equals(act.script()) && !next.inner().is("cd"));
            if (alone && later && !act.invocation().within(Within.GROUP)) {
                found.at(CARD, act.inner());
            }
        }
    }
}
