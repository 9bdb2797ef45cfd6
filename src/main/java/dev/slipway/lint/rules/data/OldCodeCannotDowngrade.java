package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;

public final class OldCodeCannotDowngrade implements Rule {
    private static final Card CARD = Card.error("SW803", "the schema is taken back after the code that knows how")
            .harm(
                    "The old version does not hold the newer revisions ('Can't locate revision'): the schema stays, and the old code meets it.")
            .fix("Downgrade with the new version's image before leaving it.")
            .wrong("""
                # Release

                ## Rollback

                ```bash
                git checkout v1.9.0
                docker compose build
                docker compose run --rm web alembic downgrade a42e ◀
                docker compose up -d --wait
                ```
                """)
            .right("""
                # Release

                ## Rollback

                ```bash
                docker compose run --rm web alembic downgrade a42e
                git checkout v1.9.0
                docker compose build
                docker compose up -d --wait
                ```
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean back = act.facts(Fact.Migrate.class).anyMatch(migrate -> migrate.turn() == Fact.Turn.BACK);
            if (back && story.world(act).code().isPresent() && story.isRollback(act)) {
                found.at(
                        CARD,
                        act.inner().words().getFirst().from(),
                        act.inner().operands().isEmpty()
                                ? act.inner().words().getFirst().to()
                                : act.inner().operands().getFirst().to());
            }
        }
    }
}
