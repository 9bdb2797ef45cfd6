package dev.slipway.lint.rules.shell;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Invocation;
import dev.slipway.lint.shell.Script;
import dev.slipway.lint.story.Story;
import dev.slipway.runbook.ShellScript.Join;
import dev.slipway.runbook.ShellScript.Within;
import java.util.List;

public final class FailureExitsWithSuccess implements Rule {
    private static final Card CARD = Card.error(
                    "SW616", "a failure is reported, and then the script exits with success")
            .harm(
                    "exit without a number gives the status of the message before it, which is 0: whoever runs the script goes on.")
            .fix("Write exit 1.")
            .wrong("""
                ./bin/verify-release || { echo "release is broken"; exit; } ◀
                """)
            .wrong("""
                if ! systemctl is-active --quiet shop; then
                    echo "ERROR: shop is down"
                    exit 0 ◀
                fi
                """)
            .right("""
                ./bin/verify-release || { echo "release is broken"; exit 1; }
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Script script : story.scripts()) {
            List<Invocation> all = script.invocations();
            for (int i = 1; i < all.size(); i++) {
                Invocation each = all.get(i);
                Invocation before = all.get(i - 1);
                boolean says = before.inner().isOneOf("echo", "printf", "logger") && !before.pipes();
                boolean inBranch = each.within(Within.GROUP)
                        || each.within(Within.BRANCH)
                        || each.command().before() == Join.AND;
                boolean fails = before.inner()
                        .tail()
                        .matches("(?is).*\\b(fail|error|abort|broken|not |down\\b|missing|unhealthy|invalid|cannot).*");
                boolean lost = each.outer().is("exit")
                        && (each.outer().operands().isEmpty()
                                || (each.outer().operand(0).equals("0") && fails));
                boolean failing = fails || each.within(Within.GROUP);
                if (says && inBranch && lost && failing) {
                    found.at(CARD, each.outer());
                }
            }
        }
    }
}
