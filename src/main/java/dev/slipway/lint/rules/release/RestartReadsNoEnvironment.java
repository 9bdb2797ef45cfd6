package dev.slipway.lint.rules.release;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import dev.slipway.lint.tools.Fact.Engine;
import dev.slipway.runbook.Passage;
import java.util.regex.Pattern;

public final class RestartReadsNoEnvironment implements Rule {
    private static final Card CARD = Card.error(
                    "SW322", "the environment is changed, and containers are only restarted")
            .harm(
                    "A restart keeps the environment with which the container was made: the change takes no effect, and what was to be switched off stays on.")
            .fix(
                    "Recreate the container: docker compose up -d (env.apply says which); what was inlined when it was built needs a build as well.")
            .wrong("""
                # Set FEATURE_CHECKOUT=off in .env, then restart
                docker compose restart web ◀
                """)
            .right("""
                # Set FEATURE_CHECKOUT=off in .env, then recreate
                docker compose up -d web
                """);

    @Override
    public Card card() {
        return CARD;
    }

    private static final Pattern CHANGED = Pattern.compile(
            "(?is).*\\b(update|edit|change|set|modify|add|toggle|adjust)\\b[^.\\n]{0,60}(\\.env\\b|environment variables?|env vars?).*");

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean restarts = act.facts(Fact.Restart.class)
                    .anyMatch(restart -> restart.engine() == Engine.COMPOSE || restart.engine() == Engine.DOCKER);
            if (restarts
                    && (CHANGED.matcher(act.invocation().comment()).matches()
                            || saidBefore(act)
                            || editedBefore(story, act))) {
                found.at(
                        CARD,
                        act.outer().words().getFirst().from(),
                        act.outer().operands().getFirst().to());
            }
        }
    }

    private static boolean saidBefore(Act act) {
        return act.chapter().passages().stream()
                .filter(passage -> passage.to() <= act.from())
                .anyMatch(passage -> switch (passage) {
                    case Passage.Item item -> CHANGED.matcher(item.text()).matches();
                    case Passage.Words words -> CHANGED.matcher(words.text()).matches();
                    case Passage.Fence _, Passage.Heading _, Passage.Row _ -> false;
                });
    }

    private static boolean editedBefore(Story story, Act act) {
        return story.before(act)
                .limit(3)
                .takeWhile(past -> past.chapter().equals(act.chapter()))
                .anyMatch(past -> past.inner().isOneOf("nano", "vi", "vim", "sed")
                        && past.inner().tail().matches("(?s).*\\.env\\b.*"));
    }
}
