package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class CleanedBeforeRead implements Rule {
    private static final Card CARD = Card.warning(
                    "SW824", "a restore drops what is there before it knows whether the dump is whole")
            .harm(
                    "pg_restore --clean deletes object by object as it goes: when the dump is cut or an object is in use, neither the old nor the new database is there.")
            .fix(
                    "Restore into a new database and swap the names (restore.postgres), or at least give --single-transaction.")
            .wrong("""
                systemctl stop shop
                pg_restore --clean --dbname=shop /backup/shop.dump ◀
                systemctl start shop
                """)
            .right("""
                systemctl stop shop
                pg_restore --clean --single-transaction --exit-on-error --dbname=shop /backup/shop.dump
                systemctl start shop
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            Call call = act.inner();
            boolean cleans = call.is("pg_restore")
                    && call.has("-c", "--clean")
                    && !call.has("-1", "--single-transaction", "-e", "--exit-on-error");
            if (cleans
                    && !call.value("-d", "--dbname")
                            .filter(name -> Sql.isScratch(name.text()))
                            .isPresent()) {
                found.at(CARD, call);
            }
        }
    }
}
