package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Story;
import java.util.regex.Pattern;

public final class TableIsRewritten implements Rule {
    private static final Card CARD = Card.warning("SW817", "a change of a table stops it, or cannot be made")
            .harm(
                    "The table is locked while every row is written or read anew; a column that must not be empty cannot be added to rows that are there.")
            .fix(
                    "Add the column empty, fill it in portions, add the constraint NOT VALID and validate it afterwards, each with a lock_timeout.")
            .wrong("""
                ```sql
                ALTER TABLE orders ALTER COLUMN id TYPE bigint; ◀
                ```
                """)
            .wrong("""
                ```sql
                ALTER TABLE orders ADD COLUMN channel text NOT NULL; ◀
                ```
                """)
            .wrong("""
                ```sql
                ALTER TABLE orders ADD CONSTRAINT orders_buyer FOREIGN KEY (buyer) REFERENCES buyers (id); ◀
                ```
                """)
            .right("""
                ```sql
                SET lock_timeout = '3s';
                ALTER TABLE orders ADD COLUMN channel text;
                ALTER TABLE orders ADD CONSTRAINT orders_buyer FOREIGN KEY (buyer) REFERENCES buyers (id) NOT VALID;
                ```
                """);

    private static final Pattern CHANGE = Pattern.compile("(?i)^alter table (if exists )?(only )?\\S+ .*");
    private static final Pattern TYPE = Pattern.compile("(?i)alter (column )?\\S+ (set data )?type ");
    private static final Pattern FILLED = Pattern.compile(
            "(?i)add (column )?(if not exists )?(?!constraint)\\S+ [^,]*\\bnot null(?![^,]*default)(?![^,]*generated)(?!,? *default)");
    private static final Pattern DEFAULTED = Pattern.compile(
            "(?i)add (column )?[^,]*\\bdefault\\b[^,]*\\bnot null|default (gen_random_uuid|uuid_generate_v4|random|clock_timestamp|nextval)\\(");
    private static final Pattern CHECKED =
            Pattern.compile("(?i)add constraint \\S+ (foreign key|check)(?!.*not valid)");
    private static final Pattern REQUIRED = Pattern.compile("(?i)alter (column )?\\S+ set not null");
    private static final Pattern VOLATILE =
            Pattern.compile("(?i)default (gen_random_uuid|uuid_generate_v4|random|clock_timestamp|nextval)\\(");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Sql.Sentence sentence : Sql.sentences(story)) {
            boolean stops = sentence.matches(TYPE)
                    || (sentence.matches(FILLED) && !sentence.matches(DEFAULTED))
                    || sentence.matches(VOLATILE)
                    || sentence.matches(CHECKED)
                    || sentence.matches(REQUIRED);
            if (sentence.matches(CHANGE) && stops && sentence.mayBePostgres()) {
                Sql.found(found, CARD, sentence);
            }
        }
    }
}
