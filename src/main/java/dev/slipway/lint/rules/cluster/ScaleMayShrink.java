package dev.slipway.lint.rules.cluster;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class ScaleMayShrink implements Rule {
    private static final Card CARD = Card.warning("SW715", "a fixed number of replicas may be fewer than there are")
            .harm(
                    "When an autoscaler or somebody has raised the number meanwhile, this takes instances away under load; an autoscaler then sets it back.")
            .fix("Give --current-replicas, or change the bounds of the autoscaler.")
            .wrong("""
                kubectl scale deployment/shop --replicas=4 -n shop ◀
                """)
            .right("""
                kubectl scale deployment/shop --replicas=4 --current-replicas=2 -n shop
                """)
            .right("""
                kubectl scale deployment/worker --replicas=0 -n shop
                kubectl scale deployment/worker --replicas=3 -n shop
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            Call call = act.inner();
            boolean fixed = call.calls("kubectl", "scale")
                    && !call.has("--current-replicas")
                    && call.value("--replicas")
                            .filter(count -> count.known()
                                    && !count.is("0")
                                    && count.text().matches("\\d+"))
                            .isPresent();
            boolean fromNone = story.before(act)
                    .anyMatch(past -> past.inner().calls("kubectl", "scale")
                            && past.inner().operand(1).equals(call.operand(1))
                            && past.inner()
                                    .value("--replicas")
                                    .filter(count -> count.is("0"))
                                    .isPresent());
            if (fixed && !fromNone) {
                found.at(CARD, call);
            }
        }
    }
}
