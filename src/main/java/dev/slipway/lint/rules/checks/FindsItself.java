package dev.slipway.lint.rules.checks;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class FindsItself implements Rule {
    private static final Card CARD = Card.warning("SW404", "a search for a process finds itself")
            .harm("The grep's own command line matches: the check succeeds when the program is not running.")
            .fix(
                    "Ask its supervisor (systemctl is-active NAME): the name of a process is often that of its interpreter.")
            .wrong("""
                ps aux | grep shop-server ◀
                """)
            .right("""
                systemctl is-active shop
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean search = act.inner().isOneOf("grep", "egrep", "rg")
                    && act.invocation().isPiped()
                    && act.inner().operands().stream()
                            .noneMatch(word -> word.text().contains("["));
            if (!search) {
                continue;
            }
            boolean filtered = act.invocation().pipes()
                    && story.next(act)
                            .filter(next ->
                                    next.inner().is("grep") && next.inner().has("-v"))
                            .isPresent();
            boolean inverse = act.inner().has("-v");
            boolean processes = story.previous(act)
                    .filter(before -> before.inner().is("ps") && before.outer().isOneOf("ps", "sudo"))
                    .isPresent();
            if (processes && !filtered && !inverse) {
                found.at(CARD, act.inner());
            }
        }
    }
}
