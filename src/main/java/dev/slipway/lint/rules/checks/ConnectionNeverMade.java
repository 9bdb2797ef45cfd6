package dev.slipway.lint.rules.checks;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class ConnectionNeverMade implements Rule {
    private static final Card CARD = Card.warning("SW412", "a check of the database sends nothing to it")
            .harm(
                    "Making a session or an engine opens no connection: the message that all is well comes with no database listening.")
            .fix("Send a query and look at its answer: SELECT 1.")
            .wrong("""
                python -c "from shop.db import Session; s = Session(); print('connected')" ◀
                """)
            .right("""
                python -c "from shop.db import Session; from sqlalchemy import text; print(Session().execute(text('SELECT 1')).scalar())"
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            Call call = act.inner();
            boolean inline = call.isOneOf("python", "python3") && call.has("-c");
            if (!inline) {
                continue;
            }
            String code = call.tail();
            boolean makes = code.matches(
                    "(?s).*(Session(Local|maker)?\\(|create_engine\\(|get_db\\(|MongoClient\\(|Redis\\().*");
            boolean sends = code.matches(
                    "(?s).*(\\.execute|\\.scalar|\\.connect\\(|\\.query\\(|\\.ping\\(|\\.command\\(|\\.all\\(|\\.first\\(|SELECT).*");
            if (makes && !sends) {
                found.at(CARD, call);
            }
        }
    }
}
