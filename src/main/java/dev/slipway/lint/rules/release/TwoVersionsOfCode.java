package dev.slipway.lint.rules.release;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;

public final class TwoVersionsOfCode implements Rule {
    private static final Card CARD = Card.warning("SW308", "one step takes two versions of the code")
            .harm(
                    "What was pulled and reviewed is one version, what is checked out afterwards and deployed is another.")
            .fix("Declare one version as an input, fetch, and check out exactly that.")
            .wrong("""
                git pull --ff-only ◀
                git checkout v2.0.0
                docker compose up -d --build
                """)
            .right("""
                git fetch origin
                git checkout v2.0.0
                docker compose up -d --build
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean pulls = act.facts(Fact.Code.class).anyMatch(code -> code.change() == Fact.Change.PULL);
            if (pulls
                    && story.after(act)
                            .limit(4)
                            .takeWhile(next -> next.chapter().equals(act.chapter()))
                            .anyMatch(next -> next.facts(Fact.Code.class)
                                    .anyMatch(code -> code.change() == Fact.Change.CHECKOUT))) {
                found.at(
                        CARD,
                        act.inner().words().getFirst().from(),
                        act.inner().operands().getFirst().to());
            }
        }
    }
}
