package dev.slipway.lint.rules.text;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Invocation;
import dev.slipway.lint.shell.Script;
import dev.slipway.lint.story.Story;
import java.util.List;

public final class NamesInsteadOfCommands implements Rule {
    private static final Card CARD = Card.warning("SW107", "a shell block holds names of variables, not commands")
            .harm(
                    "Each line is run as a program of that name: 'command not found', and under set -e the block stops there.")
            .fix(
                    "Tag it as text, or declare the variables in the front matter, where they are checked before the first step.")
            .wrong("""
                ```bash
                SMTP_HOST # host of the mail server ◀
                SMTP_USER # account
                ```
                """)
            .right("""
                ```text
                SMTP_HOST  host of the mail server
                SMTP_USER  account
                ```
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Script script : story.scripts()) {
            List<Invocation> names = script.invocations().stream()
                    .filter(each -> each.outer().words().size() == 1
                            && each.outer().tool().matches("[A-Z][A-Z0-9]*_[A-Z0-9_]+"))
                    .toList();
            if (names.size() >= 2 && names.size() * 2 > script.invocations().size()) {
                found.at(CARD, names.getFirst().outer());
            }
        }
    }
}
