package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import java.util.regex.Pattern;

public final class TableLockedForUpkeep implements Rule {
    private static final Card CARD = Card.warning("SW823", "upkeep locks a table against everybody")
            .harm(
                    "VACUUM FULL, CLUSTER and REINDEX write the table or its indexes anew under a lock: reads wait too, as long as it takes.")
            .fix("VACUUM (ANALYZE), REINDEX … CONCURRENTLY, or pg_repack.")
            .wrong("""
                psql -d shop -c "VACUUM FULL orders" ◀
                """)
            .right("""
                psql -d shop -c "VACUUM (ANALYZE) orders"
                """);

    private static final Pattern LOCKS =
            Pattern.compile("(?i)^(vacuum (\\([^)]*)?full|cluster\\b|reindex (?!.*concurrently))");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        Sql.sentences(story).stream()
                .filter(sentence -> sentence.matches(LOCKS) && sentence.mayBePostgres())
                .forEach(sentence -> Sql.found(found, CARD, sentence));
        for (Act act : story.acts()) {
            boolean full = (act.inner().is("vacuumdb") && act.inner().has("-f", "--full"))
                    || (act.inner().isOneOf("reindexdb") && !act.inner().has("--concurrently"));
            if (full) {
                found.at(CARD, act.inner());
            }
        }
    }
}
