package dev.slipway.lint.rules.backup;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import java.util.regex.Pattern;
import java.util.stream.Stream;

public final class DateAtRollback implements Rule {
    private static final Card CARD = Card.error("SW212", "a path is computed from the date at the moment it is read")
            .harm("The date is that of now, not of when the copy was made: the path does not exist.")
            .fix("Keep the path where the copy is made, as an output of that step, and read it from there.")
            .wrong("""
                cp -a "/srv/shop-$(date +%F-%H%M)" /srv/shop ◀
                """)
            .right("""
                cp -a /srv/shop "/srv/shop-$(date +%F-%H%M)"
                """);

    @Override
    public Card card() {
        return CARD;
    }

    private static final Pattern NOW = Pattern.compile(
            "(?s).*(\\$\\(|`)\\s*date\\b.*%[HMSsT].*|.*(\\$\\(|`)\\s*date\\s*[)`].*|.*(\\$\\(|`)\\s*date\\b.*_.*");

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            if (act.facts().isEmpty()) {
                continue;
            }
            Stream.of(
                            act.facts(Fact.Copy.class).map(Fact.Copy::source),
                            act.facts(Fact.Move.class).map(Fact.Move::source),
                            act.facts(Fact.Restore.class).flatMap(restore -> restore.file().stream()),
                            act.facts(Fact.Unpack.class).flatMap(unpack -> unpack.archive().stream()))
                    .flatMap(read -> read)
                    .filter(path -> !path.known() && NOW.matcher(path.text()).matches())
                    .forEach(path -> found.at(CARD, path));
        }
    }
}
