package dev.slipway.lint.rules.release;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class NoSuchFlagOfUp implements Rule {
    private static final Card CARD = Card.error("SW311", "compose up has no -e")
            .harm("The command stops with 'unknown shorthand flag' and starts nothing.")
            .fix("Put the variable before the command, or into a file that --env-file names.")
            .wrong("""
                docker compose up -d -e WEB_TAG=1.4.2 web ◀
                """)
            .right("""
                WEB_TAG=1.4.2 docker compose up -d web
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            act.invocation()
                    .call("compose")
                    .filter(call -> call.verb().equals("up"))
                    .flatMap(call -> call.option("-e", "--env"))
                    .ifPresent(flag -> found.at(CARD, flag.at()));
        }
    }
}
