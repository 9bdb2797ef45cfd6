package dev.slipway.lint.rules.secrets;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Story;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public final class KeyByItsShape implements Rule {
    private static final Card CARD = Card.error("SW506", "a key stands in the document")
            .harm(
                    "Its form tells that it is a real one: whoever can read the repository can use it, and its history keeps it for ever.")
            .fix(
                    "Withdraw the key where it was issued, take it out of the document, and read the new one from a secret of the environment.")
            .wrong("""
                aws configure set aws_access_key_id AKIAQ7RELEASEKEY42ZZ ◀
                """)
            .wrong("""
                Ask with this token:

                ```text
                -----BEGIN PRIVATE KEY----- ◀
                ```
                """)
            .right("""
                aws configure set aws_access_key_id "$AWS_ACCESS_KEY_ID"
                """);

    private static final int LONGEST = 2_000;
    private static final Pattern STAND_IN = Pattern.compile("(?i)example|xxxx|0000000|1234567|abcdef");

    private static final Pattern SHAPE =
            Pattern.compile("\\bAKIA[0-9A-Z]{16}\\b|\\bgh[pousr]_[A-Za-z0-9]{36,80}\\b|\\bgithub_pat_\\w{40,100}\\b"
                    + "|\\bxox[abprs]-[A-Za-z0-9-]{20,80}|\\b[sr]k_live_[A-Za-z0-9]{16,100}|\\bglpat-[\\w-]{20}\\b|\\bAIza[\\w-]{35}\\b"
                    + "|-----BEGIN (?:[A-Z]{2,10} )?PRIVATE KEY-----|\\beyJ[\\w-]{10,400}\\.eyJ[\\w-]{10,800}\\.[\\w-]{10,400}"
                    + "|\\bhooks\\.slack\\.com/services/T\\w{6,12}/B\\w{6,12}/\\w{20,30}");

    /** With what each of the shapes begins: a text of megabytes is searched for words faster than for shapes. */
    private static final List<String> BEGINNINGS = List.of(
            "AKIA",
            "ghp_",
            "gho_",
            "ghu_",
            "ghs_",
            "ghr_",
            "github_pat_",
            "xox",
            "sk_live_",
            "rk_live_",
            "glpat-",
            "AIza",
            "-----BEGIN ",
            "eyJ",
            "hooks.slack.com/");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        String text = story.text();
        Matcher shape = SHAPE.matcher(text).useTransparentBounds(true);
        for (String beginning : BEGINNINGS) {
            for (int at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1)) {
                shape.region(at, Math.min(text.length(), at + LONGEST));
                if (shape.lookingAt() && !STAND_IN.matcher(shape.group()).find()) {
                    found.at(CARD, shape.start(), shape.end());
                }
            }
        }
    }
}
