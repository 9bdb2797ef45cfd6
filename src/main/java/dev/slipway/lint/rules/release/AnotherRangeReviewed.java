package dev.slipway.lint.rules.release;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import java.util.Optional;

public final class AnotherRangeReviewed implements Rule {
    private static final Card CARD = Card.warning(
                    "SW309", "the changes that are reviewed are not those that are deployed")
            .harm(
                    "The list shows what a branch holds; what is checked out below is something else, and nobody has seen it.")
            .fix("Compare with the very version that is deployed: git log HEAD..\"$VERSION\".")
            .wrong("""
                git fetch origin
                git log HEAD..origin/main --oneline ◀
                git checkout v2.0.0
                docker compose up -d --build
                """)
            .right("""
                git fetch origin
                git log HEAD..v2.0.0 --oneline
                git checkout v2.0.0
                docker compose up -d --build
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            Optional<Fact.Code> compared = act.fact(Fact.Code.class)
                    .filter(code ->
                            code.change() == Fact.Change.COMPARE && !code.ref().isEmpty());
            if (compared.isEmpty()) {
                continue;
            }
            Optional<Fact.Code> deployed = story.after(act)
                    .takeWhile(next -> next.chapter().equals(act.chapter()))
                    .flatMap(next -> next.facts(Fact.Code.class))
                    .filter(code ->
                            code.change() == Fact.Change.CHECKOUT && code.ref().matches("\\W*v?\\d+\\.\\d+.*|.*\\$.*"))
                    .findFirst();
            if (deployed.isPresent()
                    && !compared.get().ref().equals(deployed.get().ref())) {
                act.inner().operands().stream()
                        .filter(arg -> arg.text().contains(".."))
                        .findFirst()
                        .ifPresent(arg -> found.at(CARD, arg));
            }
        }
    }
}
