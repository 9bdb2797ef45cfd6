package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class PreviewFromNothing implements Rule {
    private static final Card CARD = Card.warning("SW804", "the preview of migrations begins at an empty database")
            .harm(
                    "Without a starting revision --sql writes every migration there ever was: nobody can see what this release changes, and running the file fails.")
            .fix("Name where it starts: alembic upgrade CURRENT:head --sql.")
            .wrong("""
                alembic upgrade head --sql ◀
                """)
            .right("""
                alembic upgrade 8f31c2:head --sql
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            Call call = act.inner();
            if (call.is("alembic")
                    && call.verb().equals("upgrade")
                    && call.has("--sql")
                    && !call.operand(1).contains(":")) {
                found.at(CARD, call);
            }
        }
    }
}
