package dev.slipway.lint.rules.backup;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;

public final class NeverScheduled implements Rule {
    private static final Card CARD = Card.warning(
                    "SW218", "what is called a scheduled backup is a command that runs once")
            .harm("Nothing runs it every day: the newest backup is as old as this document.")
            .fix("Schedule it (a crontab line with its five fields or a timer), and alert when the newest is too old.")
            .wrong("""
                # Daily automated backup
                /srv/shop/backup.sh ◀
                """)
            .right("""
                # Daily automated backup
                echo '0 2 * * * shop /srv/shop/backup.sh' > /etc/cron.d/shop-backup
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            if (!act.does(Fact.Dump.class)) {
                continue;
            }
            boolean scheduled = act.invocation()
                    .comment()
                    .matches(
                            "(?is).*\\b(daily|nightly|hourly|weekly|monthly|scheduled|automated)\\b.*\\bbackups?\\b.*");
            boolean runs = act.does(Fact.Dump.class)
                    && !act.inner().isOneOf("crontab", "systemctl", "echo")
                    && act.invocation().calls().size() == 1;
            boolean bare = act.inner().words().size() == 1
                    && act.inner().words().getFirst().text().startsWith("/");
            if (scheduled && runs && bare) {
                found.at(CARD, act.inner());
            }
        }
    }
}
