package dev.slipway.lint.rules.backup;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import java.util.Optional;

public final class RestoreBeforeStop implements Rule {
    private static final Card CARD = Card.error(
                    "SW206", "a database is restored while the application still writes to it")
            .harm(
                    "Live writes and restored rows interleave: the restore fails on locks and duplicates, or the result belongs to no moment in time.")
            .fix("Stop or drain the writers first, end their sessions, then restore.")
            .wrong("""
                pg_restore --exit-on-error --clean --dbname=shop shop.dump ◀
                systemctl stop shop
                systemctl start shop
                """)
            .right("""
                systemctl stop shop
                pg_restore --exit-on-error --single-transaction --clean --dbname=shop shop.dump
                systemctl start shop
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean restores =
                    act.facts(Fact.Restore.class).anyMatch(restore -> restore.database() != Fact.Database.SOME);
            if (!restores) {
                continue;
            }
            boolean stoppedBefore = story.before(act).anyMatch(past -> past.does(Fact.Down.class));
            Optional<Act> stop =
                    story.after(act).filter(next -> next.does(Fact.Down.class)).findFirst();
            if (!stoppedBefore
                    && !intoNew(story, act)
                    && stop.filter(next -> next.chapter().equals(act.chapter())).isPresent()) {
                found.at(CARD, act.outer().words().getFirst());
            }
        }
    }

    /** Nobody writes to a database that this procedure has made itself. */
    private static boolean intoNew(Story story, Act act) {
        return act.inner()
                .value("-d", "--dbname", "-D", "--database")
                .filter(name -> story.before(act)
                        .filter(past -> past.inner().isOneOf("createdb", "mysqladmin"))
                        .flatMap(past -> past.inner().operands().stream())
                        .anyMatch(made -> made.is(name.text())))
                .isPresent();
    }
}
