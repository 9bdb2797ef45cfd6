package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.rules.Words;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Chapter;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;

public final class ReplayedOverMysql implements Rule {
    private static final Card CARD = Card.warning("SW819", "a dump is replayed over the live MySQL database")
            .harm(
                    "Each table is dropped before it is filled: when the dump is cut or one statement fails, the rest is gone, and tables that the dump lacks stay.")
            .fix(
                    "Load a dump without USE (grep -c '^USE ' first: with it the live database is overwritten) into a database of its own, compare, then switch the application or rename the tables.")
            .wrong("""
                mysql shop < /backup/shop.sql ◀
                """)
            .right("""
                mysqladmin create shop_restored
                mysql shop_restored < /backup/shop.sql
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean replays = act.facts(Fact.Restore.class)
                    .anyMatch(restore -> restore.database() == Fact.Database.MYSQL
                            && restore.file()
                                    .filter(file -> Words.isAboutBackups(file.text())
                                            || act.chapter().kind() == Chapter.Kind.ROLLBACK)
                                    .isPresent());
            boolean unpacked = act.inner().isOneOf("mysql", "mariadb")
                    && act.script()
                            .flatMap(script -> script.before(act.invocation()))
                            .filter(before -> before.inner().isOneOf("zcat", "gunzip", "cat", "zstdcat", "pv"))
                            .isPresent();
            if ((replays || unpacked) && !Sql.isScratch(act.inner().tail())) {
                found.at(CARD, act.inner());
            }
        }
    }
}
