package dev.slipway.lint.rules.backup;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.rules.Words;
import dev.slipway.lint.shell.Arg;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import java.util.Locale;

public final class RestoreIntoLiveDatabase implements Rule {
    private static final Card CARD = Card.error(
                    "SW205", "a plain dump is replayed into the live database, past its own errors")
            .harm(
                    "psql goes on after 'already exists', adds the rows of tables without a key a second time, and exits with 0: the data is a mixture and the step is called a success.")
            .fix(
                    "Restore into a new database with -v ON_ERROR_STOP=1 -1, compare, then swap the names; restore.postgres does that.")
            .wrong("""
                psql -d shop < shop_backup.sql ◀
                """)
            .wrong("""
                gunzip -c nightly.sql.gz | psql -h db1 shop ◀
                """)
            .right("""
                createdb shop_restored
                psql -v ON_ERROR_STOP=1 -1 -d shop_restored < shop_backup.sql
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean postgres = act.inner().is("psql");
            act.facts(Fact.Restore.class)
                    .filter(restore -> postgres && !restore.guarded())
                    .filter(restore -> restore.file().isPresent() || isUnpacked(story, act))
                    .filter(restore ->
                            restore.file().filter(file -> !isDump(file)).isEmpty())
                    .findFirst()
                    .ifPresent(_ -> found.at(CARD, act.inner()));
        }
    }

    /** A script of SQL is another matter: SW220. */
    static boolean isDump(Arg file) {
        return Words.isAboutBackups(file.text().replace('_', ' ').replace('-', ' '))
                || file.text()
                        .toLowerCase(Locale.ROOT)
                        .matches(".*(backup|dump|latest|nightly|daily|restore|snapshot).*");
    }

    /** Fed by a pipe: what comes down it must be a dump, and not a sentence or two of SQL. */
    private static boolean isUnpacked(Story story, Act act) {
        return story.previous(act)
                .filter(before -> before.invocation().pipes())
                .filter(before -> before.inner()
                        .isOneOf("gunzip", "zcat", "zstd", "gzip", "xz", "bzcat", "cat", "zstdcat", "lz4"))
                .isPresent();
    }
}
