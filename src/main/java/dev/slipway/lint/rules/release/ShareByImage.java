package dev.slipway.lint.rules.release;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;

public final class ShareByImage implements Rule {
    private static final Card CARD = Card.error("SW320", "a share of the traffic is announced, and all of it is moved")
            .harm("Setting an image replaces every pod of the deployment: the canary is everybody.")
            .fix("Give the new version a deployment of its own and weigh requests between the two: traffic.shift.")
            .wrong("""
                # Send 5% of requests to the new version
                kubectl -n shop set image deployment/web web=registry.internal/web:2.0.0 ◀
                """)
            .right("""
                # Send 5% of requests to the new version
                kubectl -n shop set image deployment/web-canary web=registry.internal/web:2.0.0
                kubectl -n shop rollout status deployment/web-canary --timeout=5m
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean sets = act.does(Fact.Release.class)
                    && act.outer().calls("kubectl", "set", "image")
                    && !act.outer().tail().contains("canary");
            boolean share = sets
                    && act.invocation()
                            .comment()
                            .matches("(?is).*\\b\\d{1,2} ?(%|percent)(?=.*\\b(traffic|users|requests|pods)\\b).*");
            if (share) {
                found.at(
                        CARD,
                        act.outer().operands().getFirst().from(),
                        act.outer().operands().get(1).to());
            }
        }
    }
}
