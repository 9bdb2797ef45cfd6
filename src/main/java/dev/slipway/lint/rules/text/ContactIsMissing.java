package dev.slipway.lint.rules.text;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Story;
import dev.slipway.runbook.Passage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public final class ContactIsMissing implements Rule {
    private static final Card CARD = Card.note("SW112", "a contact or date was never filled in")
            .harm("In an emergency nobody knows whom to call.")
            .fix("Write the name, or a link to the rota that has it.")
            .wrong("""
                # Contacts

                | Role | Name |
                | --- | --- |
                | Database | [Name] | ◀
                """)
            .right("""
                # Contacts

                | Role | Name |
                | --- | --- |
                | Database | the rota `db-oncall` |
                """);

    @Override
    public Card card() {
        return CARD;
    }

    private static final Pattern EMPTY = Pattern.compile(
            "\\[(name|date|email|phone|email/phone|phone/email|contact|link|tbd|link to [^\\]]{1,40}|your [^\\]]{1,30}|insert [^\\]]{1,30})\\](?!\\()|\\bTBD\\b|\\+?\\d?-?XXX-XXX+(-XXXX)?",
            Pattern.CASE_INSENSITIVE);

    @Override
    public void look(Story story, Found found) {
        for (Passage passage : story.passages()) {
            if (passage instanceof Passage.Fence || !hints(story.text(), passage)) {
                continue;
            }
            Matcher matcher = EMPTY.matcher(story.text()).region(passage.from(), passage.to());
            if (matcher.find()) {
                found.at(CARD, matcher.start(), matcher.end());
            }
        }
    }

    private static boolean hints(String text, Passage passage) {
        String said = text.substring(passage.from(), passage.to());
        return said.indexOf('[') >= 0 || said.contains("TBD") || said.contains("XXX");
    }
}
