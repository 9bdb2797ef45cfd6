package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class SqlGoesOn implements Rule {
    private static final Card CARD = Card.warning("SW801", "psql goes on after a statement that failed")
            .harm(
                    "The rest runs on a schema it was not written for, and psql exits with 0: half a change is reported as done.")
            .fix("-v ON_ERROR_STOP=1, and -1 where the whole belongs into one transaction.")
            .wrong("""
                psql -d shop -f sql/seed_roles.sql ◀
                """)
            .wrong("""
                psql -d shop <<'SQL' ◀
                ALTER TABLE orders ADD COLUMN note text;
                UPDATE orders SET note = '' WHERE note IS NULL;
                SQL
                """)
            .right("""
                psql -v ON_ERROR_STOP=1 -1 -d shop -f sql/seed_roles.sql
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            if (!act.inner().is("psql") || story.text().contains("ON_ERROR_STOP on")) {
                continue;
            }
            boolean several = act.invocation()
                    .heredocs()
                    .anyMatch(sql -> sql.chars().filter(c -> c == ';').count() > 1 && !sql.contains("ON_ERROR_STOP"));
            boolean stops = act.inner()
                    .all("-v", "--set", "--variable")
                    .flatMap(flag -> flag.value().stream())
                    .anyMatch(value -> value.text().startsWith("ON_ERROR_STOP"));
            if ((several || act.inner().has("-f", "--file")) && !stops) {
                found.at(CARD, act.inner());
            }
        }
    }
}
