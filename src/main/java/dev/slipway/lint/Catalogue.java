package dev.slipway.lint;

import dev.slipway.base.Nearest;
import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.rules.backup.Backups;
import dev.slipway.lint.rules.checks.Checks;
import dev.slipway.lint.rules.cluster.Clusters;
import dev.slipway.lint.rules.data.Data;
import dev.slipway.lint.rules.release.Releases;
import dev.slipway.lint.rules.secrets.Secrets;
import dev.slipway.lint.rules.shell.Shells;
import dev.slipway.lint.rules.text.Texts;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** All rules. */
public final class Catalogue {
    /** Found by nobody's look at the document: the linter itself sees that an allowance was of no use. */
    static final Card IDLE = Card.note("SW901", "this allowance silences nothing")
            .harm(
                    "Whoever reads it believes that a risk was accepted here, and a later finding of that code would be hidden.")
            .fix("Take the code out of the directive.");

    /** Likewise: there was more than the linter looks at. */
    static final Card UNREAD = Card.warning("SW902", "not all of this document was looked at")
            .harm("What is wrong behind the limit is not found, and silence there says nothing.")
            .fix(
                    "Split the document: 5,000 commands are looked at, and blocks of up to 100,000 characters. Generated scripts belong into files of their own.");

    private static final List<Rule> RULES = Stream.of(
                    Backups.ALL, Texts.ALL, Releases.ALL, Checks.ALL, Data.ALL, Secrets.ALL, Shells.ALL, Clusters.ALL)
            .flatMap(List::stream)
            .toList();

    private Catalogue() {}

    public static List<Rule> rules() {
        return RULES;
    }

    /** In the order of their codes. */
    public static List<Card> cards() {
        return Stream.concat(RULES.stream().map(Rule::card), Stream.of(IDLE, UNREAD))
                .sorted(Comparator.comparing(Card::code))
                .toList();
    }

    public static Optional<Card> card(String code) {
        String wanted = code.toUpperCase(Locale.ROOT);
        return cards().stream().filter(card -> card.code().equals(wanted)).findFirst();
    }

    static boolean isCode(String code) {
        return card(code).isPresent();
    }

    /** What to say of a code that there is not. */
    public static String nearest(String code) {
        List<String> all = cards().stream().map(Card::code).toList();
        return (Nearest.didYouMean(code, all) + " All codes are in docs/lint.md.").strip();
    }
}
