package dev.slipway.lint.rules.backup;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import dev.slipway.lint.tools.Fact.Engine;

public final class DatabaseIsStopped implements Rule {
    private static final Card CARD = Card.error(
                    "SW207", "a command enters a container that an earlier step has stopped")
            .harm(
                    "Nothing runs there any more ('service is not running'): the step fails with the whole application down.")
            .fix("Start that one service again and wait until it is ready, or stop only the application.")
            .wrong("""
                docker compose down
                docker compose exec -T db psql -d shop -c 'SELECT 1' ◀
                docker compose up -d --wait
                """)
            .right("""
                docker compose stop web
                docker compose exec -T db psql -d shop -c 'SELECT 1'
                docker compose up -d --wait
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            act.facts(Fact.Enter.class)
                    .filter(enter -> !enter.oneOff() && enter.engine() != Engine.KUBERNETES)
                    .filter(enter -> isStopped(story, act, enter))
                    .findFirst()
                    .ifPresent(enter -> act.outer().operands().stream()
                            .filter(arg -> arg.is(enter.name()))
                            .findFirst()
                            .ifPresent(arg -> found.at(CARD, arg)));
        }
    }

    private static boolean isStopped(Story story, Act act, Fact.Enter enter) {
        return story.world(act)
                .downSince(enter.name())
                .filter(past ->
                        past.fact().engine() != Engine.SYSTEMD && past.fact().engine() != Engine.KUBERNETES)
                .isPresent();
    }
}
