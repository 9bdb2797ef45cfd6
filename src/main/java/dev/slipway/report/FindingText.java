package dev.slipway.report;

import dev.slipway.base.Source;
import dev.slipway.lint.Finding;
import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Example;
import dev.slipway.lint.rules.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Findings as an author meets them: where, what, the line, what happens in production, and what to do. */
public final class FindingText {
    private final Map<String, Source> sources;
    private final int width;

    private FindingText(Map<String, Source> sources, int width) {
        this.sources = sources;
        this.width = Math.max(40, width);
    }

    public static String of(List<Finding> findings, Map<String, Source> sources, int width) {
        FindingText text = new FindingText(sources, width);
        StringBuilder out = new StringBuilder();
        Map<String, List<Finding>> notes = new LinkedHashMap<>();
        for (Finding finding : findings) {
            if (finding.severity() == Severity.NOTE) {
                notes.computeIfAbsent(finding.span().file() + " " + finding.code(), _ -> new ArrayList<>())
                        .add(finding);
            } else {
                text.one(finding, List.of(), out);
            }
        }
        notes.values().forEach(same -> text.one(same.getFirst(), same.subList(1, same.size()), out));
        return out.append(text.sum(findings)).append('\n').toString();
    }

    private void one(Finding finding, List<Finding> further, StringBuilder out) {
        out.append(finding.span().file())
                .append(':')
                .append(finding.span().line())
                .append("  ")
                .append(finding.severity().word())
                .append(' ')
                .append(finding.code())
                .append("  ")
                .append(finding.card().title())
                .append('\n');
        out.append("    ")
                .append(Width.cut(Width.clean(shown(finding)), width - 4))
                .append('\n');
        String lines = further.stream()
                .map(same -> Integer.toString(same.span().line()))
                .distinct()
                .collect(Collectors.joining(", "));
        if (!lines.isEmpty()) {
            wrapped("Also in line " + lines + ".", out);
        }
        wrapped(finding.harm(), out);
        wrapped(finding.card().fix(), out);
        out.append('\n');
    }

    /** The whole line, but where a secret stands in it. */
    private String shown(Finding finding) {
        Source source = sources.get(finding.span().file());
        boolean secret = finding.code().startsWith("SW5");
        if (source == null || secret) {
            return finding.text().lines().findFirst().orElse("");
        }
        List<String> lines = source.lines();
        return finding.span().line() <= lines.size()
                ? lines.get(finding.span().line() - 1).strip()
                : "";
    }

    private void wrapped(String sentence, StringBuilder out) {
        StringBuilder line = new StringBuilder("  ");
        for (String word : sentence.split(" ", -1)) {
            if (line.length() > 2 && Width.of(line.toString()) + Width.of(word) + 1 > width) {
                out.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder("  ");
            }
            line.append(line.length() > 2 ? " " : "").append(Width.clean(word));
        }
        out.append(line).append('\n');
    }

    private String sum(List<Finding> findings) {
        if (findings.isEmpty()) {
            return "Nothing found in " + Count.of(sources.size(), "document") + ".";
        }
        return Count.of(count(findings, Severity.ERROR), "error")
                + ", " + Count.of(count(findings, Severity.WARNING), "warning")
                + ", " + Count.of(count(findings, Severity.NOTE), "note")
                + " in " + Count.of(sources.size(), "document")
                + ". What one means: slipway lint --explain "
                + findings.getFirst().code();
    }

    private static long count(List<Finding> findings, Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    /** A rule's page for a terminal. */
    public static String explained(Card card, int width) {
        FindingText text = new FindingText(Map.of(), width);
        StringBuilder out = new StringBuilder();
        out.append(card.code())
                .append("  ")
                .append(card.severity().word())
                .append("  ")
                .append(card.title())
                .append("\n\n");
        text.wrapped(card.harm(), out);
        text.wrapped(card.fix(), out);
        examples("Wrong", card.wrong(), out);
        examples("Right", card.right(), out);
        out.append("\n  Accepted on purpose:\n\n    <!-- slipway: allow codes=")
                .append(card.code())
                .append(" because=\"…\" -->\n");
        return out.toString();
    }

    private static void examples(String lead, List<Example> examples, StringBuilder out) {
        for (Example example : examples) {
            out.append("\n  ").append(lead).append(":\n\n");
            example.shown()
                    .lines()
                    .forEach(line -> out.append(("    " + line).stripTrailing()).append('\n'));
        }
    }
}
