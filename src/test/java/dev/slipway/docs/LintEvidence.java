package dev.slipway.docs;

import dev.slipway.lint.Catalogue;
import dev.slipway.lint.LintCorpus;
import dev.slipway.lint.LintCorpus.Piece;
import dev.slipway.lint.LintMutations;
import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Severity;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was measured of the linter's rules. */
final class LintEvidence {
    private LintEvidence() {}

    static String totals() {
        List<Piece> good = LintCorpus.good();
        List<Piece> bad = LintCorpus.bad();
        long lines =
                good.stream().mapToLong(piece -> piece.text().lines().count()).sum();
        long alarms = good.stream().mapToLong(piece -> piece.found().size()).sum();
        long expected = bad.stream().mapToLong(piece -> piece.expected().size()).sum();
        long found = bad.stream().mapToLong(piece -> common(piece).size()).sum();
        long beside = bad.stream()
                .mapToLong(piece -> piece.found().size() - common(piece).size())
                .sum();
        MarkdownTable table = new MarkdownTable("measured", "number");
        table.row("good documents", String.valueOf(good.size()));
        table.row("their lines", String.valueOf(lines));
        table.row("false alarms in them, at error or warning", String.valueOf(alarms));
        table.row("bad documents", String.valueOf(bad.size()));
        table.row("places in them where something is wrong", String.valueOf(expected));
        table.row("of these found, with the right code and line", String.valueOf(found));
        table.row("findings beside them", String.valueOf(beside));
        return table.toString();
    }

    static String mutations() {
        MarkdownTable table = new MarkdownTable("mistake", "found as", "made", "found");
        LintMutations.operators().forEach(operator -> {
            List<LintMutations.Mutant> mutants = operator.mutants();
            table.row(
                    operator.says().replace("|", "\\|"),
                    operator.codes().stream().sorted().collect(Collectors.joining(", ")),
                    String.valueOf(mutants.size()),
                    String.valueOf(mutants.stream()
                            .filter(LintMutations.Mutant::isFound)
                            .count()));
        });
        return table.toString();
    }

    /** Only rules that the documents speak of; the others have their examples alone. */
    static String rules() {
        MarkdownTable table =
                new MarkdownTable("code", "severity", "expected", "found", "false alarms", "precision", "recall");
        Catalogue.cards().forEach(card -> {
            Places places = places(card);
            long expected = places.expected();
            long found = places.found();
            long alarms = places.alarms();
            if (expected + alarms > 0) {
                table.row(
                        card.code(),
                        card.severity().word(),
                        String.valueOf(expected),
                        String.valueOf(found),
                        String.valueOf(alarms),
                        share(found, found + alarms),
                        share(found, expected));
            }
        });
        return table.toString();
    }

    private record Places(long expected, long found, long alarms) {}

    private static Places places(Card card) {
        List<Piece> all = Stream.concat(LintCorpus.good().stream(), LintCorpus.bad().stream())
                .toList();
        long expected =
                all.stream().mapToLong(piece -> of(card, piece.expected())).sum();
        long found = all.stream().mapToLong(piece -> of(card, common(piece))).sum();
        long shown = all.stream().mapToLong(piece -> of(card, piece.found())).sum();
        return new Places(expected, found, card.severity() == Severity.NOTE ? 0 : shown - found);
    }

    private static Set<String> common(Piece piece) {
        return piece.found().stream().filter(piece.expected()::contains).collect(Collectors.toSet());
    }

    private static long of(Card card, Set<String> places) {
        return places.stream().filter(place -> place.startsWith(card.code())).count();
    }

    private static String share(long part, long whole) {
        return whole == 0 ? "–" : Math.round(100.0 * part / whole) + " %";
    }
}
