package dev.slipway.lint.rules.release;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;

public final class PruneTakesRollbackImage implements Rule {
    private static final Card CARD = Card.warning("SW303", "pruning removes the image that a rollback needs")
            .harm(
                    "Every image that no container uses is deleted, the version before this one among them: a rollback has to build or pull it first, if it still can.")
            .fix("Keep the images of the last releases by name, and delete older ones by name; images.prune does that.")
            .wrong("""
                docker image prune --all --force ◀
                """)
            .right("""
                docker image prune --force
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            act.facts(Fact.Prune.class)
                    .filter(prune -> prune.images() && prune.all())
                    .findFirst()
                    .ifPresent(_ -> found.at(
                            CARD,
                            act.inner().operands().getFirst().from(),
                            act.inner().operands().get(1).to()));
        }
    }
}
