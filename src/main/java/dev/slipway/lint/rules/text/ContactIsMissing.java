package dev.slipway.lint.rules.text;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.rules.Said;
import dev.slipway.lint.story.Story;
import dev.slipway.runbook.Passage;
import java.util.Optional;
import java.util.regex.MatchResult;
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

    private static final String BRACKETS =
            "\\[(name|date|email|phone|email/phone|phone/email|contact|link|tbd|link to [^\\]]{1,40}|your [^\\]]{1,30}|insert [^\\]]{1,30})\\](?!\\()";

    private static final Pattern BRACKET = Pattern.compile(BRACKETS, Pattern.CASE_INSENSITIVE);

    private static final Pattern EMPTY =
            Pattern.compile(BRACKETS + "|\\bTBD\\b|\\+?\\d?-?XXX-XXX+(-XXXX)?", Pattern.CASE_INSENSITIVE);

    @Override
    public void look(Story story, Found found) {
        for (Passage passage : story.passages()) {
            if (!(passage instanceof Passage.Fence)) {
                first(story.text(), passage).ifPresent(matched -> found.at(CARD, matched.start(), matched.end()));
            }
        }
    }

    /** Nearly every passage is without a capital word, and of its brackets few hold a word of these. */
    private static Optional<MatchResult> first(String text, Passage passage) {
        String said = text.substring(passage.from(), passage.to());
        boolean hints = said.contains("TBD") || said.contains("XXX");
        if (hints || (said.indexOf('[') >= 0 && (Said.anywhere(said, "tbd") || Said.anywhere(said, "xxx")))) {
            Matcher matcher = EMPTY.matcher(text).region(passage.from(), passage.to());
            return matcher.find() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
        }
        int at = said.indexOf('[');
        if (at < 0) {
            return Optional.empty();
        }
        Matcher matcher = BRACKET.matcher(text);
        while (at >= 0) {
            if (matcher.region(passage.from() + at, passage.to()).lookingAt()) {
                return Optional.of(matcher.toMatchResult());
            }
            at = said.indexOf('[', at + 1);
        }
        return Optional.empty();
    }
}
