package dev.slipway.lint.rules.cluster;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class RolloutWithoutTimeout implements Rule {
    private static final Card CARD = Card.warning("SW703", "a rollout is awaited without a limit")
            .harm(
                    "For a StatefulSet or DaemonSet that never becomes ready it waits for ever, and for a Deployment as long as the cluster is set to.")
            .fix("Give --timeout, and take the release back when it runs out.")
            .wrong("""
                kubectl rollout status statefulset/search -n shop ◀
                """)
            .right("""
                kubectl rollout status statefulset/search -n shop --timeout=10m
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            Call call = act.inner();
            boolean waits = call.calls("kubectl", "rollout", "status")
                    && !call.has("--timeout")
                    && call.value("-w", "--watch").isEmpty()
                    && call.words().stream().noneMatch(word -> word.is("--watch=false"));
            if (waits && !act.invocation().has("timeout")) {
                found.at(CARD, call);
            }
        }
    }
}
