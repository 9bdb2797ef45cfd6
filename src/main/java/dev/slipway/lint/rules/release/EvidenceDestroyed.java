package dev.slipway.lint.rules.release;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import dev.slipway.lint.tools.Fact.Engine;

public final class EvidenceDestroyed implements Rule {
    private static final Card CARD = Card.error("SW324", "logs are read after their containers were removed")
            .harm(
                    "'down' removes the containers with their logs: the file is empty, and what happened cannot be found out any more.")
            .fix(
                    "Collect the logs first (evidence.collect); in a security incident cut the network off and keep the containers.")
            .wrong("""
                docker compose down
                docker compose logs > /var/log/shop/incident.log ◀
                docker compose up -d --wait
                """)
            .right("""
                docker compose logs > /var/log/shop/incident.log
                docker compose stop
                docker compose start
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean reads = act.facts(Fact.Logs.class)
                    .anyMatch(logs -> logs.engine() == Engine.COMPOSE || logs.engine() == Engine.DOCKER);
            if (!reads) {
                continue;
            }
            String name = act.fact(Fact.Logs.class)
                    .flatMap(logs -> logs.names().stream().findFirst())
                    .orElse("");
            story.world(act)
                    .downSince(name)
                    .filter(past -> past.fact().removes())
                    .ifPresent(_ -> found.at(CARD, act.outer().operands().getFirst()));
        }
    }
}
