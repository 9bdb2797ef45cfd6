package dev.slipway.lint.rules.checks;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Story;
import dev.slipway.runbook.Passage;

public final class TriggersAreTicked implements Rule {
    private static final Card CARD = Card.warning("SW410", "what is called automatic is a box for somebody to tick")
            .harm("Nothing watches: the release is taken back when a person happens to look.")
            .fix(
                    "Declare the triggers where something measures them: take-back-when of deploy.process, or judge.watch.")
            .wrong("""
                # Release

                ## Back out

                - [ ] **Automatic triggers**: ◀
                  - error rate above 5 % for 5 minutes

                ```bash
                kubectl -n shop rollout undo deployment/web
                ```
                """)
            .right("""
                # Release

                ## Back out

                The alert `web-errors` pages whoever is on call when the error rate is above 5 % for 5 minutes.

                ```bash
                kubectl -n shop rollout undo deployment/web
                ```
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Passage passage : story.passages()) {
            if (passage instanceof Passage.Item item
                    && (item.mark() == Passage.Mark.QUESTION || item.mark() == Passage.Mark.TICKED)
                    && item.text().matches("(?is).*\\bautomat(ic|ed)\\b[^.]*\\b(triggers?|rollback|abort)\\b.*")) {
                found.at(CARD, item.from(), item.to());
            }
        }
    }
}
