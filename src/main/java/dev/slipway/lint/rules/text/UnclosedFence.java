package dev.slipway.lint.rules.text;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Story;
import dev.slipway.runbook.Passage;

public final class UnclosedFence implements Rule {
    private static final Card CARD = Card.warning("SW108", "a fence is not closed")
            .harm("Everything below it is part of the block: headings are comments, prose is commands.")
            .fix("End it with as many marks as it began with, indented alike.")
            .wrong("""
                # Release

                ```bash ◀
                systemctl restart shop
                """)
            .right("""
                # Release

                ```bash
                systemctl restart shop
                ```
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        if (!story.damage().isEmpty()) {
            return;
        }
        for (Passage passage : story.passages()) {
            if (passage instanceof Passage.Fence fence && fence.closing() == Passage.Closing.OPEN) {
                int end = story.text().indexOf('\n', fence.from());
                found.at(CARD, fence.from(), end < 0 ? fence.to() : end);
            }
        }
    }
}
