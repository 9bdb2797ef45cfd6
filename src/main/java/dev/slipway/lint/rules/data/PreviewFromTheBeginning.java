package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class PreviewFromTheBeginning implements Rule {
    private static final Card CARD = Card.warning(
                    "SW804", "the SQL preview of a migration begins at the very first revision")
            .harm(
                    "Offline mode does not know what is applied: the preview lists every migration there ever was, and whoever reviews it reviews the wrong thing.")
            .fix("Name both ends: alembic upgrade \"$(alembic current | cut -d' ' -f1):head\" --sql.")
            .wrong("""
                alembic upgrade head --sql ◀
                """)
            .right("""
                alembic upgrade 8c1f:head --sql
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            Call call = act.inner();
            if (call.calls("alembic", "upgrade")
                    && call.has("--sql")
                    && !call.operand(1).contains(":")) {
                found.at(CARD, call);
            }
        }
    }
}
