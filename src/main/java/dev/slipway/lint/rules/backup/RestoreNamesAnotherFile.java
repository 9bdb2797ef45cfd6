package dev.slipway.lint.rules.backup;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.rules.Words;
import dev.slipway.lint.shell.Arg;
import dev.slipway.lint.shell.Invocation;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.story.Story.Past;
import dev.slipway.lint.tools.Fact;
import java.util.List;
import java.util.stream.Stream;

public final class RestoreNamesAnotherFile implements Rule {
    private static final Card CARD = Card.warning("SW204", "a restore reads a file that no step has made")
        .harm("The backup lies under another name, so the file is not there when it is needed, or an old one of that name is restored.")
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
        for (Act act : story.acts()) {
            act.facts(Fact.Restore.class)
                    .flatMap(restore -> restore.file().stream())
                    .filter(file -> file.known() && Words.isAboutBackups(file.text()))
                    .filter(_ -> anyNamed)
                    .filter(file -> dumps.stream().noneMatch(dump -> makes(dump.fact(), file)) && !made(story, file))
                    .forEach(file -> found.at(CARD, file));
            if (act.inner().is("pg_restore") && act.inner().has("-l", "--list") && anyNamed) {
                act.inner().operands().stream()
                        .filter(file -> file.known() && dumps.stream().noneMatch(dump -> makes(dump.fact(), file)))
                        .filter(file -> !made(story, file))
                        .forEach(file -> found.at(CARD, file));
            }
        }
    }

    private static boolean makes(Fact.Dump dump, Arg file) {
        return dump.file().filter(made -> made.base().equals(file.base())).isPresent();
    }

    private static boolean made(Story story, Arg file) {
        return story.acts().stream()
                .flatMap(act -> Stream.concat(
                        act.invocation().output().map(Invocation.Redirect::file).stream(),
                        act.facts(Fact.Copy.class).map(Fact.Copy::destination)))
                .anyMatch(made -> made.text().equals(file.text()));
    }
}
