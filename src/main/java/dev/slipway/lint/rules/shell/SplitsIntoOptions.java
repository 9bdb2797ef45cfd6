package dev.slipway.lint.rules.shell;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Arg;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

public final class SplitsIntoOptions implements Rule {
    private static final Card CARD = Card.warning("SW604", "an option's value is an expansion without quotes")
            .harm(
                    "When it is empty, the next word becomes the value and every word behind it is read as something else; when it has a space, it is two words.")
            .fix("Put it into double quotes.")
            .wrong("""
                REPLICA="$(cat /etc/shop/replica)"
                DB="$(cat /etc/shop/database)"
                pg_dump --format=custom --file=/backup/shop.part -h $REPLICA -U backup "$DB" ◀
                """)
            .right("""
                REPLICA="$(cat /etc/shop/replica)"
                DB="$(cat /etc/shop/database)"
                pg_dump --format=custom --file=/backup/shop.part -h "$REPLICA" -U backup "$DB"
                """);

    private static final Pattern ALONE = Pattern.compile("\\$(\\{\\w+}|\\w+)");
    private static final Set<String> PICKY = Set.of(
            "pg_dump",
            "pg_dumpall",
            "pg_restore",
            "psql",
            "createdb",
            "dropdb",
            "pg_isready",
            "mysql",
            "mysqldump",
            "kubectl",
            "helm",
            "mongodump",
            "mongorestore",
            "redis-cli",
            "rsync",
            "scp");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : Variables.areChecked(story) ? List.<Act>of() : story.acts()) {
            Call call = act.inner();
            if (PICKY.contains(call.tool())) {
                call.options().stream()
                        .flatMap(option -> option.value().stream())
                        .filter(value ->
                                value.bare() && ALONE.matcher(value.text()).matches() && value.to() < call.to())
                        .filter(value -> !isPlain(act, value))
                        .findFirst()
                        .ifPresent(value -> found.at(CARD, value));
            }
        }
    }

    /** The same text gives it a value that is one word. */
    private static boolean isPlain(Act act, Arg value) {
        return act.script()
                .filter(script -> script.assignments().stream()
                        .anyMatch(each -> Variables.leading(value)
                                        .filter(each.name()::equals)
                                        .isPresent()
                                && each.value().known()
                                && each.value().text().matches("\\S+")))
                .isPresent();
    }
}
