package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import java.util.Set;

public final class ArtisanAsks implements Rule {
    private static final Card CARD = Card.warning("SW815", "artisan asks before it migrates in production")
            .harm(
                    "Where APP_ENV is production it waits for a yes that nobody types, or is cancelled and exits with a failure.")
            .fix("Give --force.")
            .wrong("""
                ./bin/backup-database.sh
                php artisan migrate ◀
                """)
            .right("""
                ./bin/backup-database.sh
                php artisan migrate --force
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            Call call = act.inner();
            boolean migrates = call.is("php")
                    && call.operand(0).endsWith("artisan")
                    && Set.of("migrate", "migrate:rollback", "db:seed").contains(call.operand(1));
            boolean told = call.has("--force", "--pretend")
                    || act.invocation().command().fed();
            if (migrates && !told && !Grounds.isWorkshop(act)) {
                found.at(CARD, call);
            }
        }
    }
}
