package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class DumpWithoutTransaction implements Rule {
    private static final Card CARD = Card.warning("SW822", "a dump of MySQL belongs to no moment, or stops everybody")
            .harm(
                    "Without --single-transaction each table is read at another time, or locked while it is read: the backup does not fit together, or the site waits for it.")
            .fix("Give --single-transaction.")
            .wrong("""
                mysqldump --result-file=/backup/shop.part shop ◀
                """)
            .right("""
                mysqldump --single-transaction --result-file=/backup/shop.part shop
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            Call call = act.inner();
            boolean whole =
                    call.has("--single-transaction", "--lock-all-tables", "-x", "--no-data", "-d", "--lock-tables");
            if (call.isOneOf("mysqldump", "mariadb-dump") && !whole) {
                found.at(CARD, call.words().getFirst());
            }
        }
    }
}
