package dev.slipway.lint.rules.release;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import dev.slipway.runbook.ShellScript.Within;

public final class FixedSleep implements Rule {
    private static final Card CARD = Card.warning("SW301", "a fixed sleep stands where readiness should be awaited")
            .harm(
                    "On a slow day the next step meets a service that is not up, on every other day everybody waits for nothing.")
            .fix(
                    "Poll until it answers, with a deadline: check.http, wait.for, docker compose up --wait, kubectl rollout status --timeout.")
            .wrong("""
                systemctl restart shop
                sleep 30 ◀
                curl -fsS http://localhost:8080/health
                """)
            .right("""
                systemctl restart shop
                curl -fsS --retry 30 --retry-delay 1 --retry-all-errors http://localhost:8080/health
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean polls =
                    act.invocation().within(Within.LOOP) || act.invocation().within(Within.FUNCTION);
            if (act.does(Fact.Wait.class) && !polls) {
                found.at(CARD, act.inner());
            }
        }
    }
}
