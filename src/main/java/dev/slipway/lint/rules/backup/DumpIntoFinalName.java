package dev.slipway.lint.rules.backup;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Arg;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;

public final class DumpIntoFinalName implements Rule {
    private static final Card CARD = Card.warning(
                    "SW201", "a dump is redirected straight to the file that counts as the backup")
            .harm(
                    "The shell makes the file before the dump begins: when the dump fails or the machine stops, an empty or cut file lies there under the name of a backup.")
            .fix(
                    "Write to another name and rename it once the dump has succeeded, or use backup.postgres, which also proves the backup by restoring it.")
            .wrong("""
                pg_dump --dbname=shop > shop.sql ◀
                """)
            .wrong("""
                mysqldump --single-transaction shop > /var/backups/shop.sql ◀
                """)
            .right("""
                pg_dump --dbname=shop --format=custom --file=/var/backups/shop.part
                mv /var/backups/shop.part /var/backups/shop.dump
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            act.facts(Fact.Dump.class)
                    .filter(Fact.Dump::redirected)
                    .filter(dump -> dump.file()
                            .filter(file -> !renamed(story, act, file))
                            .isPresent())
                    .forEach(dump -> found.at(CARD, dump.file().orElseThrow()));
        }
    }

    private static boolean renamed(Story story, Act dump, Arg file) {
        return file.text().startsWith("/dev/")
                || story.after(dump)
                        .flatMap(act -> act.facts(Fact.Move.class))
                        .anyMatch(move -> move.source().text().equals(file.text()));
    }
}
