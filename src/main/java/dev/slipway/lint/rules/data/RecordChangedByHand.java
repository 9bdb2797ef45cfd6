package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import java.util.regex.Pattern;

public final class RecordChangedByHand implements Rule {
    private static final Card CARD = Card.warning("SW812", "the record of migrations is changed, and not the schema")
            .harm(
                    "From now on the tool believes what is not so: a later migration is left out, or fails on what is there already.")
            .fix(
                    "Find out why the record is wrong and run the migration; where it must be set, show by a comparison that the schema is as it says.")
            .wrong("""
                alembic stamp head ◀
                """)
            .wrong("""
                python manage.py migrate orders 0042 --fake ◀
                """)
            .wrong("""
                psql -d shop -c "DELETE FROM schema_migrations WHERE version = '20240611'" ◀
                """)
            .right("""
                alembic current
                """);

    private static final Pattern RECORD = Pattern.compile(
            "(?i)^(delete from|update|insert into) \\S*(schema_migrations|alembic_version|django_migrations|_prisma_migrations|flyway_schema_history|knex_migrations|databasechangelog)\\b");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            Call call = act.inner();
            boolean sets = call.calls("alembic", "stamp")
                    || call.calls("prisma", "migrate", "resolve")
                    || (call.words().stream().anyMatch(word -> word.is("migrate")) && call.has("--fake"))
                    || (call.isOneOf("flyway") && call.verb().equals("repair"))
                    || (call.isOneOf("migrate") && call.words().stream().anyMatch(word -> word.is("force")));
            if (sets && !Grounds.isWorkshop(act)) {
                found.at(CARD, call);
            }
        }
        Sql.sentences(story).stream()
                .filter(sentence -> sentence.matches(RECORD))
                .forEach(sentence -> Sql.found(found, CARD, sentence));
    }
}
