package dev.slipway.lint.rules;

import dev.slipway.lint.story.Story;

/** One thing that goes wrong in production, and how it is seen in a document. Stateless. */
public interface Rule {
    Card card();

    void look(Story story, Found found);
}
