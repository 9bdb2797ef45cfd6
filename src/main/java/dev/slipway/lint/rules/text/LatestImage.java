package dev.slipway.lint.rules.text;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import java.util.stream.Stream;

public final class LatestImage implements Rule {
    private static final Card CARD = Card.note("SW113", "an image is named by :latest")
            .harm(
                    "What it means changes from pull to pull: nobody can say what runs, and there is nothing to go back to.")
            .fix("Name a version, better a digest.")
            .wrong("""
                docker pull registry.internal/shop:latest ◀
                """)
            .right("""
                docker pull registry.internal/shop:1.4.2
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            if (act.outer().isOneOf("docker", "podman", "compose", "kubectl", "helm")) {
                Stream.concat(
                                act.outer().operands().stream(),
                                act.outer().options().stream().flatMap(flag -> flag.value().stream()))
                        .filter(arg -> arg.text().endsWith(":latest")
                                && arg.text().matches("(\\w+=)?[a-z0-9][\\w./-]*(:\\d+)?[\\w./-]*:latest"))
                        .forEach(arg -> found.at(CARD, arg));
            }
        }
    }
}
