package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Story;
import java.util.Locale;
import java.util.regex.Pattern;

public final class ColumnsThatAreGone implements Rule {
    private static final Card CARD = Card.error("SW821", "a query asks for columns that PostgreSQL has renamed")
            .harm(
                    "Since PostgreSQL 13 pg_stat_statements has total_exec_time and mean_exec_time: the query fails in the moment when it is needed.")
            .fix("Write total_exec_time and mean_exec_time.")
            .wrong("""
                ```sql
                SELECT query, mean_time FROM pg_stat_statements ORDER BY mean_time DESC LIMIT 5; ◀
                ```
                """)
            .right("""
                ```sql
                SELECT query, mean_exec_time FROM pg_stat_statements ORDER BY mean_exec_time DESC LIMIT 5;
                ```
                """);

    private static final Pattern GONE = Pattern.compile("(?i)\\b(total|mean|min|max|stddev)_time\\b");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        Sql.sentences(story).stream()
                .filter(sentence -> sentence.text().toLowerCase(Locale.ROOT).contains("pg_stat_statements")
                        && sentence.matches(GONE))
                .forEach(sentence -> Sql.found(found, CARD, sentence));
    }
}
