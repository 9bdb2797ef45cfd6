package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Chapter;
import dev.slipway.lint.story.Story;

public final class SeedsInProduction implements Rule {
    private static final Card CARD = Card.note("SW825", "example data is loaded in a release")
            .harm(
                    "Seeds are written for an empty database: run again they double rows or bring test accounts into production.")
            .fix("Put what production needs into a migration, which runs once.")
            .wrong("""
                npx prisma db seed ◀
                """)
            .right("""
                ./bin/backup-database.sh
                npx prisma migrate deploy
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            Call call = act.inner();
            boolean seeds = call.calls("prisma", "db", "seed")
                    || (call.isOneOf("rails", "rake") && call.verb().equals("db:seed"))
                    || (call.words().stream().anyMatch(word -> word.is("loaddata") || word.is("db:seed"))
                            && call.isOneOf("python", "python3", "php"));
            if (seeds && !Grounds.isWorkshop(act) && act.chapter().kind() == Chapter.Kind.RELEASE) {
                found.at(CARD, call);
            }
        }
    }
}
