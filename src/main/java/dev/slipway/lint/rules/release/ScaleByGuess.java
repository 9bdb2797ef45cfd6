package dev.slipway.lint.rules.release;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class ScaleByGuess implements Rule {
    private static final Card CARD = Card.warning("SW321", "an increase is written as a fixed number of replicas")
            .harm(
                    "Where more run at that moment, the command takes capacity away in the middle of a release; an autoscaler undoes it either way.")
            .fix("Read how many there are and add to that, or change the autoscaler's minimum.")
            .wrong("""
                # Scale up for the rush
                kubectl -n shop scale deployment/web --replicas=6 ◀
                """)
            .right("""
                # Scale up for the rush
                kubectl -n shop patch hpa web --patch '{"spec": {"minReplicas": 6}}'
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean scales =
                    act.outer().calls("kubectl", "scale") && !act.outer().has("--current-replicas");
            boolean up = scales
                    && act.invocation().comment().matches("(?is).*\\b(increase|scale up|ramp|more|grow|raise)\\b.*");
            boolean number = act.outer()
                    .value("--replicas")
                    .filter(value -> value.text().matches("[1-9]\\d*"))
                    .isPresent();
            if (scales && up && number) {
                found.at(CARD, act.outer().option("--replicas").orElseThrow().at());
            }
        }
    }
}
