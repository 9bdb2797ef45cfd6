package dev.slipway.lint.rules.shell;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class CommandsBehindSession implements Rule {
    private static final Card CARD = Card.error("SW610", "commands stand behind the start of another session")
            .harm(
                    "The session takes none of them: they run afterwards, on the machine and as the user from which it was opened.")
            .fix("Hand them over as its command: ssh host '…', su - user -c '…', docker exec name sh -c '…'.")
            .wrong("""
                ssh deploy@web1.corp.net ◀
                sudo systemctl restart shop
                """)
            .wrong("""
                sudo -i ◀
                systemctl restart shop
                """)
            .right("""
                ssh deploy@web1.corp.net 'sudo systemctl restart shop'
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean followed = Sessions.opens(act)
                    && act.script()
                            .filter(script -> script.invocations().stream()
                                    .anyMatch(each -> each.from() >= act.to()
                                            && each.carrier().isEmpty()
                                            && !each.outer().isOneOf("exit", "logout")))
                            .isPresent();
            if (followed) {
                found.at(CARD, act);
            }
        }
    }
}
