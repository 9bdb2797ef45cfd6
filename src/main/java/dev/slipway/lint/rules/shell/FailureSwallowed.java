package dev.slipway.lint.rules.shell;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.runbook.ShellScript.Join;
import dev.slipway.runbook.ShellScript.Within;

public final class FailureSwallowed implements Rule {
    private static final Card CARD = Card.warning("SW605", "the failure of a step that changes something is swallowed")
            .harm(
                    "The block goes on as if it had been done: what follows works on the old state, and the release is called a success.")
            .fix("Let it fail, or say by a condition when it is not needed.")
            .wrong("""
                systemctl restart shop || true ◀
                """)
            .wrong("""
                rsync -a /deploy/shop/ /srv/shop/releases/8/ || echo "copy had problems" ◀
                """)
            .right("""
                if systemctl is-enabled --quiet shop; then
                    systemctl restart shop
                fi
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean quiet = act.outer().isOneOf("true", ":")
                    || (act.outer().isOneOf("echo", "printf")
                            && !act.invocation().pipes());
            boolean swallows = quiet
                    && act.invocation().command().before() == Join.OR
                    && act.invocation().command().after() != Join.AND
                    && !act.invocation().within(Within.GROUP)
                    && !act.invocation().within(Within.SUBSTITUTION);
            if (swallows && story.previous(act).filter(SwallowedWork::changes).isPresent()) {
                found.at(CARD, act.outer());
            }
        }
    }
}
