package dev.slipway.lint.rules.text;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Arg;
import dev.slipway.lint.shell.Invocation;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

public final class StandInWord implements Rule {
    private static final Card CARD = Card.error("SW102", "a word stands in for a value that nobody has filled in")
            .harm(
                    "The command runs with the stand-in itself: it fails in the middle of the procedure, or writes to a place of that name.")
            .fix("Make it an input of the runbook and read it as a variable.")
            .wrong("""
                scp shop.tar.gz deploy@YOUR_SERVER:/srv/shop/ ◀
                """)
            .wrong("""
                tar xzf backup_YYYYMMDD.tar.gz -C /srv/restored ◀
                """)
            .wrong("""
                cd /path/to/shop ◀
                """)
            .right("""
                scp shop.tar.gz "deploy@$SERVER:/srv/shop/"
                """);

    @Override
    public Card card() {
        return CARD;
    }

    private static final Pattern STAND_IN = Pattern.compile(
            "(?<![A-Za-z0-9_$\\{])(YOUR[_-][A-Za-z0-9_-]{2,40}|(?:CHANGE|REPLACE)[_-]?ME|changeme"
                    + "|[Yy]our-(?!of)[a-z0-9-]{2,30}|XX+-XX+[X-]*)(?![A-Za-z0-9_=])"
                    + "|(?<![A-Za-z%])YYYY[-_]?MM[-_]?DD(?:[-_]?HH[-_]?MM(?:[-_]?SS)?)?|(?<![\\w.])/path/to(?:/[\\w.-]+)*");

    private static final List<String> HINTS =
            List.of("YOUR", "our-", "CHANGE", "REPLACE", "changeme", "XX", "YYYY", "/path/to");

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean looks = act.inner().isOneOf("grep", "sed", "awk", "echo", "printf", "rg", "perl");
            if (looks || act.invocation().carrier().isPresent()) {
                continue;
            }
            Stream.concat(
                            act.invocation().calls().stream().flatMap(call -> call.words().stream()),
                            act.invocation().redirects().stream().map(Invocation.Redirect::file))
                    .distinct()
                    .forEach(arg -> look(story, arg, found));
        }
    }

    private static void look(Story story, Arg arg, Found found) {
        String written = story.text().substring(arg.from(), arg.to());
        if (HINTS.stream().noneMatch(written::contains)) {
            return;
        }
        Matcher matcher = STAND_IN.matcher(written);
        if (matcher.find() && !written.contains("${")) {
            found.at(CARD, arg.from() + matcher.start(), arg.from() + matcher.end());
        }
    }
}
