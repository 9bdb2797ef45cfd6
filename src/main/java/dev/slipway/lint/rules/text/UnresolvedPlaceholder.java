package dev.slipway.lint.rules.text;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Script;
import dev.slipway.lint.story.Story;
import dev.slipway.runbook.ShellScript;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public final class UnresolvedPlaceholder implements Rule {
    private static final Card CARD = Card.error("SW101", "a placeholder stands in a command")
            .harm(
                    "To the shell it is a redirection: the block stops here with a syntax error or reads a file of that name, after the lines above have run.")
            .fix("Make it an input of the runbook and read it as a variable.")
            .wrong("""
                git checkout <release-tag> ◀
                """)
            .right("""
                git checkout "$VERSION"
                """);

    @Override
    public Card card() {
        return CARD;
    }

    private static final Pattern ANGLED = Pattern.compile(
            "(?<![<>&\\w=/-])<([A-Za-z][A-Za-z0-9_.:/|-]{0,40}(?: [A-Za-z0-9_.:/|-]{1,30}){0,5})>(?![>&(\\w$\"'])"
                    + "|(?<==|/|-|\\w|\")<([A-Za-z][A-Za-z0-9_-]{0,40}(?: [A-Za-z0-9_-]{1,30}){0,5})>(?![>&(])");

    @Override
    public void look(Story story, Found found) {
        for (Script script : story.scripts()) {
            String text = script.text().text();
            Matcher matcher = ANGLED.matcher(text);
            int searched = 0;
            while (matcher.find()) {
                boolean code = script.whole().kinds().get(matcher.start()) == ShellScript.Kind.CODE;
                boolean quoted = script.whole().kinds().get(matcher.start()) == ShellScript.Kind.QUOTED;
                searched = matcher.start();
                if ((code || (quoted && isUsual(matcher.group()))) && !explains(text, searched)) {
                    found.at(CARD, script.place(matcher.start()), script.place(matcher.end() - 1) + 1);
                }
            }
        }
    }

    /** In quotes, angle brackets are often markup: what people fill in has such a name. */
    private static boolean isUsual(String inner) {
        return inner.toLowerCase(Locale.ROOT)
                .matches(
                        ".*[<_ -](token|version|tag|name|id|password|host|hostname|url|domain|user|username|email|key|secret"
                                + "|namespace|revision|timestamp|date|path|file|bucket|cluster|region|ip|address|commit|hash|sha|branch)>");
    }

    /** A usage text means its brackets; grep, sed and their kin look for them. */
    private static boolean explains(String text, int offset) {
        int from = text.lastIndexOf('\n', offset) + 1;
        String line = text.substring(from, offset);
        return line.toLowerCase(Locale.ROOT).contains("usage")
                || line.strip()
                        .matches("(?s)(grep|sed|awk|perl|xmllint|rg)\\b.*|.*\\|\\s*(grep|sed|awk|perl|rg)\\b[^|]*");
    }
}
