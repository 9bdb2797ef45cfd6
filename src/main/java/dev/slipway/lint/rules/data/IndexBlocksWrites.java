package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Story;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public final class IndexBlocksWrites implements Rule {
    private static final Card CARD = Card.warning("SW810", "an index is built while nobody can write")
            .harm(
                    "CREATE INDEX holds off all writes of the table until it is built: on a large table the site stands still.")
            .fix("CREATE INDEX CONCURRENTLY, outside a transaction, with a lock_timeout.")
            .wrong("""
                psql -v ON_ERROR_STOP=1 -d shop -c "CREATE INDEX orders_by_day ON orders (placed_on)" ◀
                """)
            .wrong("""
                ```sql
                CREATE UNIQUE INDEX invoices_no ON invoices (number); ◀
                ```
                """)
            .right("""
                ```sql
                CREATE INDEX CONCURRENTLY orders_by_day ON orders (placed_on);
                ```
                """);

    private static final Pattern BLOCKING =
            Pattern.compile("(?i)^create (unique )?index (?!concurrently)(if not exists )?\\S+ on (only )?(\\S+)");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Sql.Sentence sentence : Sql.sentences(story)) {
            Matcher index = BLOCKING.matcher(sentence.text());
            if (index.find()
                    && sentence.mayBePostgres(story)
                    && !isFresh(story, index.group(4).replaceFirst("\\(.*", ""))) {
                Sql.found(found, CARD, sentence);
            }
        }
    }

    /** A table that the document makes itself is empty. */
    private static boolean isFresh(Story story, String table) {
        Pattern made =
                Pattern.compile("(?i)^create (unlogged |temp )?table (if not exists )?" + Pattern.quote(table) + "\\b");
        return Sql.sentences(story).stream().anyMatch(sentence -> sentence.matches(made));
    }
}
