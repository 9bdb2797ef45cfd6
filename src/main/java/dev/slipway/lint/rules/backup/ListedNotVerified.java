package dev.slipway.lint.rules.backup;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.rules.Words;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.runbook.ShellScript.Within;
import java.util.Locale;

public final class ListedNotVerified implements Rule {
    private static final Card CARD = Card.warning("SW202", "a backup is called verified because its file is there")
            .harm(
                    "A listing succeeds on an empty or truncated file: the first who learns that the backup is useless is whoever needs it.")
            .fix(
                    "Restore it into a scratch database and compare, as backup.postgres with prove: restore does; at the very least check that the dump's last line is there.")
            .wrong("""
                pg_dump --format=custom --file=shop.dump shop
                # Verify backup
                ls -lh shop.dump ◀
                """)
            .right("""
                pg_dump --format=custom --file=shop.dump shop
                # Verify backup
                pg_restore --exit-on-error --dbname=shop_scratch shop.dump
                """)
            .right("""
                # Check the newest backup
                newest=$(ls -t /var/backups/shop-*.dump | head -n 1)
                pg_restore --exit-on-error --dbname=shop_scratch "$newest"
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean lists = act.inner().isOneOf("ls", "stat", "du", "file", "test", "[");
            if (!lists || act.invocation().within(Within.SUBSTITUTION)) {
                continue;
            }
            String title = act.inner().has("-d") ? "" : act.chapter().title();
            String said = (act.invocation().comment() + " " + title).toLowerCase(Locale.ROOT);
            boolean verifies = said.matches("(?s).*\\b(verif|validat|check|confirm|ensure).*");
            if (verifies
                    && Words.isAboutBackups(
                            act.invocation().says() + " " + act.invocation().comment())) {
                found.at(CARD, act.inner());
            }
        }
    }
}
