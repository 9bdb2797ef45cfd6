package dev.slipway.lint.rules.backup;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Invocation;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

public final class FixedDate implements Rule {
    private static final Card CARD = Card.error("SW216", "a restore reads the backup of one day long ago")
            .harm("Whoever follows it puts back the data of that day, and all that came after it is lost.")
            .fix(
                    "Make the file an input, with the newest proved backup as its default: backups of a store know which that is.")
            .wrong("""
                tar xzf /srv/backup/files-20240301-0200.tar.gz -C /srv/restored ◀
                """)
            .right("""
                tar xzf "/srv/backup/$BACKUP" -C /srv/restored
                """);

    @Override
    public Card card() {
        return CARD;
    }

    private static final Pattern DATED =
            Pattern.compile(".*(?<!\\d)20[12]\\d[-_]?(0[1-9]|1[0-2])[-_]?(0[1-9]|[12]\\d|3[01])(?!\\d{5}).*");

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean restores = act.does(Fact.Restore.class)
                    || act.does(Fact.Unpack.class)
                    || act.invocation().says().toLowerCase(Locale.ROOT).contains("restore");
            if (restores) {
                Stream.concat(
                                act.inner().words().stream().skip(1),
                                act.invocation().input().map(Invocation.Redirect::file).stream())
                        .filter(arg -> DATED.matcher(arg.text()).matches())
                        .findFirst()
                        .ifPresent(arg -> found.at(CARD, arg));
            }
        }
    }
}
