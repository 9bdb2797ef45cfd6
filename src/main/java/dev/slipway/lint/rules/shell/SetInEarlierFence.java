package dev.slipway.lint.rules.shell;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Script;
import dev.slipway.lint.story.Story;
import dev.slipway.runbook.ShellScript.Access;
import dev.slipway.runbook.ShellScript.Use;
import java.util.HashSet;
import java.util.Set;

public final class SetInEarlierFence implements Rule {
    private static final Card CARD = Card.warning("SW603", "a variable was set in an earlier block only")
            .harm(
                    "Each block is run by a shell of its own, or by somebody who has opened a new terminal since: the variable is empty there.")
            .fix("Make it an output of that step or an input of the runbook, or set it again where it is read.")
            .wrong("""
                # Document

                ```bash
                STAMP="$(date +%F)"
                tar -czf "/srv/site-$STAMP.tar.gz" /srv/site
                ```

                Then:

                ```bash
                sha256sum "/srv/site-$STAMP.tar.gz" ◀
                ```
                """)
            .right("""
                # Document

                ```bash
                STAMP="$(date +%F)"
                tar -czf "/srv/site-$STAMP.tar.gz" /srv/site
                sha256sum "/srv/site-$STAMP.tar.gz"
                ```
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        if (Variables.areChecked(story)) {
            return;
        }
        Set<String> said = new HashSet<>();
        for (Script script : story.scripts()) {
            if (!script.understood()) {
                continue;
            }
            for (Use use : script.whole().uses()) {
                int at =
                        script.place(Math.min(use.offset(), script.text().text().length() - 1));
                if (use.access() == Access.READ && isSetBefore(story, script, use.name(), at) && said.add(use.name())) {
                    found.at(CARD, at, end(script, use));
                }
            }
        }
    }

    private static boolean isSetBefore(Story story, Script script, String name, int at) {
        Integer first = story.names().firstSet().get(name);
        return first != null
                && first < script.fence().from()
                && !Variables.isUsual(name)
                && !Variables.isSetHere(script, name, at);
    }

    /** A use stands at its dollar, or at its name. */
    private static int end(Script script, Use use) {
        String text = script.text().text();
        int end = text.indexOf(use.name(), use.offset());
        int to = end >= 0 && end <= use.offset() + 2 ? end + use.name().length() : use.offset() + 1;
        return script.place(Math.min(to, text.length()) - 1) + 1;
    }
}
