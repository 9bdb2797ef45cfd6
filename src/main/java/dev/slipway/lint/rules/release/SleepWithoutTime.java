package dev.slipway.lint.rules.release;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;

public final class SleepWithoutTime implements Rule {
    private static final Card CARD = Card.error("SW302", "sleep lacks its number")
            .harm("It stops at once with 'missing operand': what follows runs too early, or under set -e not at all.")
            .fix("Poll until the service answers, with a deadline: check.http or wait.for.")
            .wrong("""
                for try in 1 2 3; do
                  curl -fsS http://localhost:8080/health && break
                  sleep ◀
                done
                """)
            .right("""
                timeout 60 sh -c 'until curl -fsS http://localhost:8080/health; do sleep 2; done'
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            act.facts(Fact.Wait.class)
                    .filter(wait -> wait.time().isEmpty())
                    .findFirst()
                    .ifPresent(_ -> found.at(CARD, act.inner()));
        }
    }
}
