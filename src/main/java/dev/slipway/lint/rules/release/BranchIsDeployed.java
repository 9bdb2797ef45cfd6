package dev.slipway.lint.rules.release;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;

public final class BranchIsDeployed implements Rule {
    private static final Card CARD = Card.warning("SW310", "a branch is deployed, not a version")
            .harm(
                    "What is released is whatever somebody has pushed by then: nobody has tested or approved exactly that, and it cannot be named when it is to be taken back.")
            .fix("Deploy a tag or a commit that the release names.")
            .wrong("""
                git pull origin main ◀
                docker compose up -d --build
                """)
            .right("""
                git fetch --tags origin
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
            act.facts(Fact.Code.class)
                    .filter(code -> code.change() == Fact.Change.PULL || code.change() == Fact.Change.CHECKOUT)
                    .filter(code -> code.ref().matches("(origin/)?(main|master|develop|trunk|production|prod|stable)"))
                    .findFirst()
                    .ifPresent(_ -> found.at(CARD, act.inner().operands().getLast()));
        }
    }
}
