package dev.slipway.lint.rules.backup;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.rules.Words;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class AllOldBackupsDeleted implements Rule {
    private static final Card CARD = Card.error("SW211", "backups are deleted by age alone")
            .harm("When backups have silently failed for that long, the command deletes every one that is left.")
            .fix("Keep the newest N that are verified, whatever their age; a store of Slipway does that with keep.")
            .wrong("""
                find /srv/backups -name '*.dump' -mtime +14 -delete ◀
                """)
            .right("""
                find /var/log/shop -name '*.log' -mtime +14 -delete
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            Call call = act.inner();
            if (!call.is("find")) {
                continue;
            }
            boolean deletes = call.has("-delete") || call.words().stream().anyMatch(word -> word.is("rm"));
            if (deletes
                    && call.has("-mtime", "-ctime", "-mmin")
                    && Words.isAboutBackups(call.tail() + " " + act.invocation().comment())) {
                found.at(CARD, call);
            }
        }
    }
}
