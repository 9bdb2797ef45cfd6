package dev.slipway.lint.rules.backup;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.rules.Words;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.story.Story.Past;
import dev.slipway.lint.tools.Fact;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

public final class RestoreNamesAnotherFile implements Rule {
    private static final Card CARD = Card.warning("SW204", "a restore reads a file that no step has made")
            .harm(
                    "The backup lies under another name, so the file is not there when it is needed, or an old one of that name is restored.")
            .fix("Keep the path where the backup is made, as an output of that step, and read it from there.")
            .wrong("""
                pg_dump --format=custom --file="before_$(date +%F).dump" shop
                pg_restore --exit-on-error --dbname=shop_new latest_backup.dump ◀
                """)
            .right("""
                FILE="before_$(date +%F).dump"
                pg_dump --format=custom --file="$FILE" shop
                pg_restore --exit-on-error --dbname=shop_new "$FILE"
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        List<Past<Fact.Dump>> dumps = story.all(Fact.Dump.class).toList();
        boolean anyNamed = dumps.stream().anyMatch(dump -> dump.fact().file().isPresent());
        if (!anyNamed) {
            return;
        }
        Set<String> made = made(story, dumps);
        for (Act act : story.acts()) {
            act.facts(Fact.Restore.class)
                    .flatMap(restore -> restore.file().stream())
                    .filter(file -> file.known() && Words.isAboutBackups(file.text()))
                    .filter(file -> !made.contains(file.base()))
                    .forEach(file -> found.at(CARD, file));
            if (act.inner().is("pg_restore") && act.inner().has("-l", "--list")) {
                act.inner().operands().stream()
                        .filter(file -> file.known() && !made.contains(file.base()))
                        .forEach(file -> found.at(CARD, file));
            }
        }
    }

    private static Set<String> made(Story story, List<Past<Fact.Dump>> dumps) {
        Set<String> made = new HashSet<>();
        dumps.forEach(dump -> dump.fact().file().ifPresent(file -> made.add(file.base())));
        for (Act act : story.acts()) {
            act.invocation().output().ifPresent(output -> made.add(output.file().base()));
            act.facts(Fact.Copy.class)
                    .forEach(copy -> made.add(copy.destination().base()));
            act.facts(Fact.Move.class)
                    .forEach(move -> made.add(move.destination().base()));
        }
        return made;
    }
}
