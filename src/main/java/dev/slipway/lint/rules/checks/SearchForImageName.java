package dev.slipway.lint.rules.checks;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import java.util.Optional;

public final class SearchForImageName implements Rule {
    private static final Card CARD = Card.warning("SW414", "an image of any version satisfies the check")
            .harm("The name is found when only the old image is there: a build that failed passes.")
            .fix("Ask for the very tag or digest: docker image inspect NAME:TAG, or check.image.")
            .wrong("""
                # Verify the image
                docker images | grep shop ◀
                """)
            .right("""
                # Verify the image
                docker image inspect registry.internal/shop:1.4.2
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean images =
                    act.outer().calls("docker", "images") || act.outer().calls("docker", "image", "ls");
            Optional<Act> next = images && act.invocation().pipes() ? story.next(act) : Optional.empty();
            next.filter(search -> search.inner().isOneOf("grep", "egrep")
                            && search.inner().operands().stream()
                                    .noneMatch(word -> word.text().matches(".*(\\d|\\$).*")))
                    .ifPresent(search -> found.at(CARD, search.inner()));
        }
    }
}
