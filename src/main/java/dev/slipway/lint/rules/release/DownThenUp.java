package dev.slipway.lint.rules.release;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Chapter.Kind;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import dev.slipway.lint.tools.Fact.Engine;

public final class DownThenUp implements Rule {
    private static final Card CARD = Card.warning(
                    "SW313", "a release takes everything down before it starts the new version")
            .harm(
                    "Everybody is turned away until the new version is up, the database and the cache restart with it, and when it does not start nothing runs.")
            .fix(
                    "Start the new version beside the old one, check it, switch, then stop the old one; at least stop the application alone.")
            .wrong("""
                docker compose down ◀
                docker compose up -d --wait
                """)
            .right("""
                docker compose up -d --wait web
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean all = act.facts(Fact.Down.class)
                            .anyMatch(down -> down.engine() == Engine.COMPOSE
                                    && down.removes()
                                    && down.names().isEmpty())
                    && act.outer().verb().equals("down")
                    && act.chapter().kind() == Kind.RELEASE
                    && act.invocation().command().top();
            if (all
                    && story.after(act)
                            .limit(3)
                            .takeWhile(next -> !next.does(Fact.Enter.class)
                                    && !next.does(Fact.Restore.class)
                                    && !next.does(Fact.Dump.class)
                                    && !next.does(Fact.Migrate.class)
                                    && !next.does(Fact.Logs.class))
                            .anyMatch(
                                    next -> next.facts(Fact.Up.class).anyMatch(up -> up.engine() == Engine.COMPOSE))) {
                found.at(CARD, act.outer());
            }
        }
    }
}
