package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public final class DroppedWithoutBackup implements Rule {
    private static final Card CARD = Card.error("SW815", "data is dropped, and no step before has made a backup")
            .harm("It is gone at once, for the running version too, and no rollback brings it back.")
            .fix("Make and prove a backup in the same procedure; drop one release after nothing uses it any more.")
            .wrong("""
                psql -d shop -c "DROP TABLE coupons" ◀
                """)
            .wrong("""
                ```sql
                TRUNCATE audit_events; ◀
                ```
                """)
            .wrong("""
                dropdb shop ◀
                """)
            .right("""
                pg_dump --format=custom --table=coupons --file=/backup/coupons.dump shop
                psql -d shop -c "DROP TABLE coupons"
                """);

    private static final Pattern DROP = Pattern.compile(
            "(?i)^(?:drop (?:table|database|schema)|truncate(?: table)?) (?:if exists )?(?:only )?(.+)|^alter table .* (drop column .+)");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Sql.Sentence sentence : Sql.sentences(story)) {
            Matcher drop = DROP.matcher(sentence.text());
            boolean drops = drop.find() && !Sql.isScratch(drop.group(1) == null ? drop.group(2) : drop.group(1));
            if (drops && !Sql.isBackedUp(story, sentence.statement().from())) {
                Sql.found(found, CARD, sentence);
            }
        }
        for (Act act : story.acts()) {
            boolean drops = act.inner().is("dropdb")
                    || (act.inner().is("mysqladmin")
                            && act.inner().words().stream().anyMatch(word -> word.is("drop")));
            if (drops && !Sql.isScratch(act.inner().tail()) && !Sql.isBackedUp(story, act.from())) {
                found.at(CARD, act.inner());
            }
        }
    }
}
