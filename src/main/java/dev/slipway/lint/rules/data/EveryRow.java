package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Story;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public final class EveryRow implements Rule {
    private static final Card CARD = Card.error("SW816", "a statement changes every row")
            .harm("Without WHERE it is the whole table that is deleted or overwritten.")
            .fix("Name the rows by WHERE, in a transaction that compares their number before it commits.")
            .wrong("""
                ```sql
                DELETE FROM carts; ◀
                ```
                """)
            .wrong("""
                psql -d shop -c "UPDATE users SET must_change_password = true" ◀
                """)
            .right("""
                ```sql
                DELETE FROM carts WHERE placed_on < now() - interval '90 days';
                ```
                """);

    private static final Pattern CHANGES = Pattern.compile("(?i)^(?:delete from|update) (?:only )?(\\S+).*");
    private static final Pattern BOUND = Pattern.compile("(?i)\\b(where|limit|using)\\b");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Sql.Sentence sentence : Sql.sentences(story)) {
            Matcher changes = CHANGES.matcher(sentence.text());
            boolean all = changes.matches() && !sentence.matches(BOUND);
            boolean update = !sentence.text().toLowerCase(Locale.ROOT).startsWith("update")
                    || sentence.text().toLowerCase(Locale.ROOT).contains(" set ");
            if (all && update && !Sql.isScratch(changes.group(1))) {
                Sql.found(found, CARD, sentence);
            }
        }
    }
}
