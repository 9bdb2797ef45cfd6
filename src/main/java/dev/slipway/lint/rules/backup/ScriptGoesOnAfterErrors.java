package dev.slipway.lint.rules.backup;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;

public final class ScriptGoesOnAfterErrors implements Rule {
    private static final Card CARD = Card.warning("SW220", "a script of SQL goes on after its own errors")
            .harm(
                    "psql exits with 0 although statements in the middle have failed: half of the script is applied, and the step is a success.")
            .fix("Write psql -v ON_ERROR_STOP=1 -1.")
            .wrong("""
                psql -d shop -f repair_prices.sql ◀
                """)
            .right("""
                psql -v ON_ERROR_STOP=1 -1 -d shop -f repair_prices.sql
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            act.facts(Fact.Restore.class)
                    .filter(restore -> act.inner().is("psql") && !restore.guarded())
                    .filter(restore -> restore.file()
                            .filter(file -> !RestoreIntoLiveDatabase.isDump(file))
                            .isPresent())
                    .findFirst()
                    .ifPresent(_ -> found.at(CARD, act.inner()));
        }
    }
}
