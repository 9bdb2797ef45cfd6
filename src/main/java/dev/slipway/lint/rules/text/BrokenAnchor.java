package dev.slipway.lint.rules.text;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Story;
import dev.slipway.runbook.Passage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

public final class BrokenAnchor implements Rule {
    private static final Card CARD = Card.note("SW111", "a link leads to a heading that is not there")
            .harm("Whoever follows it in an emergency stays at the top of the page.")
            .fix("Name the heading as it is now.")
            .wrong("""
                # Release

                See [the way back](#rollback). ◀

                ## Back out

                ```bash
                kubectl -n shop rollout undo deployment/web
                ```
                """)
            .right("""
                # Release

                See [the way back](#back-out).

                ## Back out

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
        Map<String, Boolean> judged = new HashMap<>();
        Set<String> anchors = new HashSet<>();
        story.chapters().forEach(chapter -> anchors.add(chapter.anchor()));
        for (Passage passage : story.passages()) {
            if (passage instanceof Passage.Words words) {
                words.links().stream()
                        .filter(link -> link.length() > 1 && link.startsWith("#"))
                        .filter(link -> judged.size() < MOST || judged.containsKey(link))
                        .filter(link ->
                                !judged.computeIfAbsent(link, _ -> isThere(link.substring(1), anchors, story.text())))
                        .findFirst()
                        .ifPresent(link -> at(story, words, link, found));
            }
        }
    }

    /** Each is looked for in the whole text. */
    private static final int MOST = 100;

    private static boolean isThere(String name, Set<String> anchors, String text) {
        String plain = name.toLowerCase(Locale.ROOT);
        return anchors.contains(plain)
                || anchors.contains(plain.replaceFirst("-\\d+$", ""))
                || plain.contains("%")
                || text.contains("id=\"" + name + "\"")
                || text.contains("name=\"" + name + "\"")
                || text.contains("{#" + name + "}")
                || text.contains("(" + name + ")=")
                || text.contains("id=" + name);
    }

    private static void at(Story story, Passage.Words words, String link, Found found) {
        int from = story.text().indexOf("(" + link, words.from());
        if (from >= 0 && from < words.to()) {
            found.at(CARD, from + 1, from + 1 + link.length());
        }
    }
}
