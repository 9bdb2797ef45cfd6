package dev.slipway.lint.rules.shell;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Arg;
import dev.slipway.lint.shell.Invocation;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

public final class MomentTwice implements Rule {
    private static final Card CARD = Card.warning("SW613", "a name is computed from the time twice")
            .harm("The second time is later: the command looks for another file than the one that was made.")
            .fix("Compute it once and keep it: STAMP=\"$(date +%Y%m%d-%H%M%S)\".")
            .wrong("""
                tar -czf "/backup/site-$(date +%H%M%S).tar.gz" /srv/site
                sha256sum "/backup/site-$(date +%H%M%S).tar.gz" ◀
                """)
            .right("""
                STAMP="$(date +%H%M%S)"
                tar -czf "/backup/site-$STAMP.tar.gz" /srv/site
                sha256sum "/backup/site-$STAMP.tar.gz"
                """);

    private static final Pattern MOMENT =
            Pattern.compile("(?s).*(\\$\\(|`)\\s*date\\b[^)`]*(%[HMSsTN]|%[-_]?[0-9]*N).*");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (List<Act> track : story.tracks()) {
            Set<String> seen = new HashSet<>();
            for (Act act : track) {
                List<Arg> words = Stream.concat(
                                act.inner().words().stream(),
                                act.invocation().output().map(Invocation.Redirect::file).stream())
                        .filter(word -> !act.inner().isOneOf("echo", "printf"))
                        .filter(word -> !word.known()
                                && !word.text().startsWith("$(")
                                && MOMENT.matcher(word.text()).matches())
                        .toList();
                words.stream()
                        .filter(word -> seen.contains(word.text()))
                        .findFirst()
                        .ifPresent(word -> found.at(CARD, word));
                words.forEach(word -> seen.add(word.text()));
            }
        }
    }
}
