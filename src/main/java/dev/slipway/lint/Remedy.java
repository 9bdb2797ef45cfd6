package dev.slipway.lint;

import dev.slipway.base.Span;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Words of a document that may safely be replaced. They stand in one line. */
public record Remedy(Span span, String found, String instead) {

    /** In the order of the document. */
    public static List<Remedy> of(List<Finding> findings) {
        return findings.stream()
                .flatMap(
                        finding -> Optional.ofNullable(finding.card().remedies().get(finding.text()))
                                .map(instead -> new Remedy(finding.span(), finding.text(), instead))
                                .stream())
                .sorted(Comparator.comparingInt((Remedy remedy) -> remedy.span().line())
                        .thenComparingInt(remedy -> remedy.span().column()))
                .toList();
    }

    /** A line with all remedies that are meant for it; line ends are no part of it. */
    public static String applied(String line, List<Remedy> remedies) {
        StringBuilder out = new StringBuilder(line);
        for (Remedy remedy : remedies.reversed()) {
            int from = remedy.span().column() - 1;
            if (!out.substring(Math.min(from, out.length())).startsWith(remedy.found())) {
                throw new IllegalArgumentException("not what was found: " + line);
            }
            out.replace(from, from + remedy.found().length(), remedy.instead());
        }
        return out.toString();
    }
}
