package dev.slipway.lint.rules.release;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;

public final class PruneAsks implements Rule {
    private static final Card CARD = Card.warning("SW305", "prune asks before it deletes")
            .harm("It waits for a yes that nobody types, or stops without a terminal.")
            .fix("Say by name what is to be deleted; or write --force once what it deletes is known to be needless.")
            .wrong("""
                docker builder prune ◀
                """)
            .right("""
                docker builder prune --force
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean answered =
                    act.invocation().isPiped() || act.invocation().command().fed();
            act.facts(Fact.Prune.class)
                    .filter(prune -> !prune.forced() && !answered)
                    .findFirst()
                    .ifPresent(_ -> found.at(CARD, act.inner().words().getFirst()));
        }
    }
}
