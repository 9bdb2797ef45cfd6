package dev.slipway.lint.rules.cluster;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class RecordIsGone implements Rule {
    private static final Card CARD = Card.note("SW713", "--record is a flag that kubectl is giving up")
            .harm(
                    "It is deprecated and writes no more than the command line; a version of kubectl without it refuses the step.")
            .fix("Annotate the object with kubernetes.io/change-cause.")
            .wrong("""
                kubectl set image deployment/shop shop=registry.corp.net/shop:4.2.0 -n shop --record ◀
                kubectl rollout status deployment/shop -n shop --timeout=5m
                """)
            .right("""
                kubectl annotate deployment/shop -n shop kubernetes.io/change-cause="release 4.2.0"
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            if (act.inner().is("kubectl")) {
                act.inner().option("--record").ifPresent(option -> found.at(CARD, option.at()));
            }
        }
    }
}
