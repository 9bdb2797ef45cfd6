package dev.slipway.lint;

import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import dev.slipway.base.Span;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Stories;
import dev.slipway.lint.story.Story;
import dev.slipway.runbook.Allowance;
import dev.slipway.runbook.Passages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks through a document with all rules. */
public final class Linter {
    private static final Comparator<Finding> BY_PLACE = Comparator.comparingInt(
                    (Finding finding) -> finding.span().line())
            .thenComparingInt(finding -> finding.span().column());

    private Linter() {}

    /** @param problems mistakes in allow directives */
    public record Look(List<Finding> findings, List<Problem> problems) {
        public Look {
            findings = List.copyOf(findings);
            problems = List.copyOf(problems);
        }
    }

    public static Look look(Source document) {
        Passages passages = Passages.of(document);
        Story story = Stories.of(passages);
        Found found = new Found();
        for (Rule rule : Catalogue.rules()) {
            rule.look(story, found);
        }
        Places places = new Places(document);
        List<Finding> findings = new ArrayList<>(onePerPlace(found.spots(), places));
        if (!story.unread().isEmpty()) {
            story.unread().forEach(unread -> findings.add(places.unread(unread)));
            findings.sort(BY_PLACE);
        }
        List<Problem> problems = new ArrayList<>(passages.problems());
        problems.addAll(unknownCodes(passages));
        return new Look(allowed(findings, passages.allowances(), places), problems);
    }

    /** Of findings that overlap, the most harmful stays; of equals, the narrower one. */
    private static List<Finding> onePerPlace(List<Found.Spot> spots, Places places) {
        List<Found.Spot> byHarm = spots.stream()
                .sorted(Comparator.comparing((Found.Spot spot) -> spot.card().severity())
                        .thenComparingInt(spot -> spot.to() - spot.from())
                        .thenComparing(spot -> spot.card().code())
                        .thenComparingInt(Found.Spot::from))
                .toList();
        Taken taken = new Taken();
        return byHarm.stream()
                .filter(spot -> taken.take(spot.from(), Math.max(spot.to(), spot.from() + 1)))
                .sorted(Comparator.comparingInt(Found.Spot::from))
                .map(spot -> places.finding(spot))
                .toList();
    }

    private static List<Finding> allowed(List<Finding> findings, List<Allowance> allowances, Places places) {
        if (allowances.isEmpty()) {
            return findings;
        }
        Set<Phrase> used = new HashSet<>();
        List<Finding> kept = new ArrayList<>();
        for (Finding finding : findings) {
            boolean silenced = false;
            for (Allowance allowance : allowances) {
                for (Phrase code : allowance.codes()) {
                    if (code.text().equals(finding.code()) && covers(allowance.covers(), finding.span())) {
                        used.add(code);
                        silenced = true;
                    }
                }
            }
            if (!silenced) {
                kept.add(finding);
            }
        }
        for (Allowance allowance : allowances) {
            allowance.codes().stream()
                    .filter(code -> Catalogue.isCode(code.text()) && !used.contains(code))
                    .forEach(code -> kept.add(places.idle(code)));
        }
        kept.sort(BY_PLACE);
        return kept;
    }

    private static boolean covers(Span around, Span span) {
        return around.line() <= span.line() && span.line() <= around.endLine();
    }

    private static List<Problem> unknownCodes(Passages passages) {
        return passages.allowances().stream()
                .flatMap(allowance -> allowance.codes().stream())
                .filter(code -> code.text().matches("SW\\d{3}") && !Catalogue.isCode(code.text()))
                .map(code ->
                        new Problem(code.span(), "no rule has the code " + code.text(), Catalogue.nearest(code.text())))
                .toList();
    }
}
