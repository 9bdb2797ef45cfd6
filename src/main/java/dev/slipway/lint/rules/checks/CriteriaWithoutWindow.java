package dev.slipway.lint.rules.checks;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Chapter;
import dev.slipway.lint.story.Chapter.Kind;
import dev.slipway.lint.story.Story;
import dev.slipway.runbook.Passage;
import java.util.Locale;
import java.util.regex.Pattern;

public final class CriteriaWithoutWindow implements Rule {
    private static final Card CARD = Card.warning(
                    "SW409", "a criterion for rolling back says for how long, or compared with what, nowhere")
            .harm(
                    "Everybody reads it differently at three in the morning: one bad minute takes a good release back, or a slow decline is never bad enough.")
            .fix(
                    "Say how long it must hold and what it is compared with: 'error rate > 5% for 5 minutes'; judge.watch measures it.")
            .wrong("""
                # Release

                ## Rollback

                Roll back when:

                - Error rate > 2% ◀

                ```bash
                kubectl -n shop rollout undo deployment/web
                ```
                """)
            .right("""
                # Release

                ## Rollback

                Roll back when:

                - Error rate > 2% for 5 minutes

                ```bash
                kubectl -n shop rollout undo deployment/web
                ```
                """);

    @Override
    public Card card() {
        return CARD;
    }

    private static final Pattern CRITERION = Pattern.compile(
            "(?is).*\\b(error rate|errors?|latency|p9[59]|p50|response times?|cpu|memory|failures?)\\b[^.]*([<>≥≤]|above|below|over|exceeds?|more than)\\s*\\d+(\\.\\d+)?\\s*(%|x|ms|s\\b|percent|times).*");
    private static final Pattern WINDOW = Pattern.compile(
            "(?is).*(\\bfor\\b|\\bover\\b|within|during|per|in|/)\\s*(the last |at least |a |an |one )?\\d*\\s*(s|m|h|sec|min|minute|hour|second|request)\\w*\\b.*");

    @Override
    public void look(Story story, Found found) {
        for (Chapter chapter : story.chapters()) {
            if (chapter.kind() != Kind.ROLLBACK
                    && !chapter.title().toLowerCase(Locale.ROOT).matches(".*(trigger|criteria|abort|when to).*")) {
                continue;
            }
            for (Passage passage : chapter.passages()) {
                if (passage instanceof Passage.Item item
                        && CRITERION.matcher(item.text()).matches()
                        && !WINDOW.matcher(item.text()).matches()) {
                    found.at(CARD, item.from(), item.to());
                }
            }
        }
    }
}
