package dev.slipway.lint.rules.text;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class OldCompose implements Rule {
    private static final Card CARD = Card.note("SW110", "docker-compose is version 1, which is no longer maintained")
            .harm("New machines do not have it: the step fails there with 'command not found'.")
            .fix("Write docker compose.")
            .wrong("""
                docker-compose ps ◀
                """)
            .right("""
                docker compose ps
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            act.invocation().calls().stream()
                    .filter(call -> call.words().getFirst().base().equals("docker-compose"))
                    .forEach(call -> found.at(CARD, call.words().getFirst()));
        }
    }
}
