package dev.slipway.lint.rules.release;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import java.util.Locale;

public final class UpIsNoRestart implements Rule {
    private static final Card CARD = Card.warning("SW318", "what is called a restart starts nothing that runs")
            .harm(
                    "Without a change of its configuration Compose leaves the container as it is: a proxy keeps the addresses of containers that are gone, and answers 502.")
            .fix("Reload the proxy (nginx -s reload), or write restart.")
            .wrong("""
                # Restart the proxy
                docker compose up -d --no-deps proxy ◀
                """)
            .right("""
                # Restart the proxy
                docker compose restart proxy
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean plain = act.outer().calls("compose", "up")
                    && act.outer().operands().size() > 1
                    && !act.outer().has("--build", "--force-recreate", "--pull", "--scale");
            if (plain
                    && act.invocation().comment().toLowerCase(Locale.ROOT).matches("(?s).*\\b(restart|reload)\\b.*")) {
                found.at(CARD, act.outer());
            }
        }
    }
}
