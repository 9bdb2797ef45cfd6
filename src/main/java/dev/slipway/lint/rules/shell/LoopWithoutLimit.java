package dev.slipway.lint.rules.shell;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Script;
import dev.slipway.lint.story.Story;
import dev.slipway.runbook.ShellScript;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public final class LoopWithoutLimit implements Rule {
    private static final Card CARD = Card.warning("SW620", "a loop waits without a limit")
            .harm("When what it waits for never comes, the step stands still for ever, and nobody is told.")
            .fix("Count the attempts, put timeout in front, or use wait.for with a deadline.")
            .wrong("""
                until pg_isready -h db1; do sleep 1; done ◀
                """)
            .wrong("""
                while ! nc -z web1 8080; do ◀
                    sleep 2
                done
                """)
            .right("""
                timeout 60 sh -c 'until pg_isready -h db1; do sleep 1; done'
                """);

    private static final Pattern LOOP =
            Pattern.compile("(?s)(?<![\\w'\"-])(until|while)\\s+([^\\n;]{1,300})[;\\n]\\s*do\\b(.{0,600}?)\\bdone\\b");
    private static final Pattern LIMIT = Pattern.compile(
            "(?s).*(-lt|-le|-gt|-ge|SECONDS|timeout|deadline|\\bread\\b|\\bbreak\\b|\\bexit\\b|\\breturn\\b|\\(\\(|getopts|shift|%s).*");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Script script : story.scripts()) {
            if (!script.understood()) {
                continue;
            }
            Matcher loop = LOOP.matcher(script.text().text());
            while (loop.find()) {
                boolean code = script.whole().kinds().get(loop.start()) == ShellScript.Kind.CODE;
                if (code
                        && loop.group(3).contains("sleep")
                        && !LIMIT.matcher(loop.group()).matches()) {
                    found.at(CARD, script.place(loop.start()), script.place(loop.end(2) - 1) + 1);
                }
            }
        }
    }
}
