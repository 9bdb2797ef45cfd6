package dev.slipway.lint.rules.checks;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Arg;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import java.util.Optional;

public final class ScriptInWatchIsBroken implements Rule {
    private static final Card CARD = Card.error("SW408", "what watch is to repeat is no shell command")
            .harm(
                    "watch hands its words to sh, which stops at the open bracket: 'Syntax error: \"(\" unexpected', again and again.")
            .fix(
                    "Quote the URL within the command; better a typed check of the metric with a threshold and a deadline.")
            .wrong("""
                timeout 60 watch -n 5 'curl -fsS http://prometheus:9090/api/v1/query?query=sum(up)' ◀
                """)
            .right("""
                curl -fsS -G --data-urlencode 'query=sum(up)' http://prometheus:9090/api/v1/query
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            act.invocation().calls().stream()
                    .filter(call -> call.is("watch") && !call.has("-x", "--exec"))
                    .findFirst()
                    .flatMap(call -> script(act))
                    .filter(word -> word.known() && isBroken(word.text()))
                    .ifPresent(word -> found.at(CARD, word));
        }
    }

    /** The last word, which the watch does not count as its own. */
    private static Optional<Arg> script(Act act) {
        return act.invocation().script();
    }

    private static boolean isBroken(String text) {
        return text.replaceAll("'[^']*'|\"[^\"]*\"|\\\\.|\\$\\(", "").matches("(?s).*[\\w=](\\().*");
    }
}
