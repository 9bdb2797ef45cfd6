package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Story;
import java.util.regex.Pattern;

public final class CountOfNothing implements Rule {
    private static final Card CARD = Card.error("SW814", "count() lacks what it counts")
            .harm("The database refuses the statement: the step fails each time, on a good database too.")
            .fix("Write count(*).")
            .wrong("""
                psql -d shop -c "SELECT count() FROM orders" ◀
                """)
            .right("""
                psql -d shop -c "SELECT count(*) FROM orders"
                """);

    private static final Pattern EMPTY = Pattern.compile("(?i)\\bcount ?\\( *\\)");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        Sql.sentences(story).stream()
                .filter(sentence -> sentence.matches(EMPTY))
                .forEach(sentence -> Sql.found(found, CARD, sentence));
    }
}
