package dev.slipway.lint.rules.checks;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import dev.slipway.runbook.ShellScript.Within;
import java.util.Locale;

public final class ErrorsCountAsSuccess implements Rule {
    private static final Card CARD = Card.warning("SW403", "a search for errors in logs succeeds when it finds some")
            .harm(
                    "grep exits with 0 when errors are there and with 1 when there are none (and tail always with 0): as a check it says the opposite, or nothing.")
            .fix(
                    "Count the matches since the release and compare the count: test \"$(… | grep -c error)\" -le 5, or check.logs.")
            .wrong("""
                journalctl -u shop --since -10min | grep -i error ◀
                """)
            .right("""
                test "$(journalctl -u shop --since -10min | grep -ci error)" -le 5
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            if (!act.invocation().isPiped()) {
                continue;
            }
            boolean search = act.inner().isOneOf("grep", "egrep", "rg")
                    && !act.inner().has("-c", "--count", "-v", "-q", "--quiet")
                    && act.inner()
                            .tail()
                            .toLowerCase(Locale.ROOT)
                            .matches("(?s).*(error|exception|fatal|critical|fail|panic|warn).*");
            boolean logs = search
                    && story.previous(act)
                            .filter(before -> before.does(Fact.Logs.class)
                                    || before.inner().isOneOf("tail", "cat", "journalctl"))
                            .isPresent();
            boolean excused = act.invocation().isExcused() || act.invocation().within(Within.SUBSTITUTION);
            if (search && logs && !excused && !isCounted(story, act)) {
                found.at(CARD, act.inner());
            }
        }
    }

    private static boolean isCounted(Story story, Act act) {
        return act.invocation().pipes()
                && story.next(act)
                        .filter(next -> next.inner().isOneOf("wc", "jq", "awk"))
                        .isPresent();
    }
}
