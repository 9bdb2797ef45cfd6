package dev.slipway.lint.rules.checks;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.story.World;
import dev.slipway.lint.tools.Fact;

public final class SwitchedOnlyByBuild implements Rule {
    private static final Card CARD = Card.warning("SW416", "a switch that was built in is turned by a restart")
            .harm(
                    "Variables such as NEXT_PUBLIC_… and VITE_… are written into the pages when they are built: the emergency switch does nothing.")
            .fix("Build again with the new value, or read the switch from the server at run time.")
            .wrong("""
                # Turn VITE_CHECKOUT off in .env.web
                systemctl restart shop-web ◀
                """)
            .right("""
                # Turn VITE_CHECKOUT off in .env.web
                npm run build
                systemctl restart shop-web
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean said =
                    act.invocation().comment().matches("(?is).*\\b(NEXT_PUBLIC|VITE|REACT_APP|GATSBY|NUXT_PUBLIC)_.*");
            if (said
                    && act.does(Fact.Restart.class)
                    && story.before(act).limit(4).noneMatch(World::builds)) {
                found.at(CARD, act.outer().words().getFirst());
            }
        }
    }
}
