package dev.slipway.report;

import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import dev.slipway.base.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Problems as an author meets them: where, what, the line with the words underlined, and what to do. */
public final class ProblemText {
    private static final int TAB = 4;
    /** Of a long line, so much is shown before what is underlined. */
    private static final int LEAD = 30;

    private final Map<String, Source> sources;
    /** Split once, however many problems a file has. */
    private final Map<String, List<String>> lines = new HashMap<>();

    private final int width;

    private ProblemText(Map<String, Source> sources, int width) {
        this.sources = sources;
        this.width = Math.max(width, 40);
    }

    /** @param end what stands below them, such as {@code Nothing has been run.} */
    public static String of(List<Problem> problems, Map<String, Source> sources, String end, int width) {
        ProblemText text = new ProblemText(sources, width);
        StringBuilder out = new StringBuilder();
        problems.forEach(problem -> out.append(text.one(problem)).append('\n'));
        return out.append(Count.of(problems.size(), "problem"))
                .append(". ")
                .append(end)
                .append('\n')
                .toString();
    }

    private String one(Problem problem) {
        StringBuilder out = new StringBuilder();
        out.append(problem.span()).append("  ").append(lines(problem.says())).append('\n');
        List<String> source = lines.computeIfAbsent(problem.span().file(), this::linesOf);
        if (problem.span().line() <= source.size()) {
            excerpt(out, source.get(problem.span().line() - 1), problem.span());
        }
        if (!problem.help().isEmpty()) {
            problem.help()
                    .lines()
                    .forEach(line -> out.append("   ").append(Width.clean(line)).append('\n'));
        }
        return out.toString();
    }

    private List<String> linesOf(String file) {
        Source source = sources.get(file);
        return source == null ? List.of() : source.lines();
    }

    private static String lines(String text) {
        return String.join("\n", text.lines().map(Width::clean).toList());
    }

    private void excerpt(StringBuilder out, String line, Span span) {
        int from = Math.min(span.column() - 1, line.length());
        int to = span.endLine() == span.line() ? Math.clamp(span.endColumn() - 1, from, line.length()) : line.length();
        String before = shown(line.substring(0, from));
        String marked = shown(line.substring(from, to));
        String after = shown(line.substring(to));
        String number = String.format("%5d", span.line());
        int room = width - number.length() - 3;
        if (Width.of(before) + Width.of(marked) > room) {
            before = tail(before, Math.min(LEAD, room / 2));
        }
        String whole = Width.cut(before + marked + after, room);
        int start = Width.of(before);
        int length = Math.max(1, Math.min(Width.of(marked), Width.of(whole) - start));
        out.append((number + " | " + whole).stripTrailing()).append('\n');
        out.append(" ".repeat(number.length()))
                .append(" | ")
                .append(" ".repeat(start))
                .append("^".repeat(length))
                .append('\n');
    }

    /** Tabs are shown as spaces, so that the underline stands where the words do. */
    private static String shown(String text) {
        return Width.clean(text.replace("\t", " ".repeat(TAB)));
    }

    private static String tail(String text, int columns) {
        String rest = text;
        while (Width.of(rest) > columns - 1) {
            rest = rest.substring(rest.offsetByCodePoints(0, 1));
        }
        return rest.length() == text.length() ? text : "…" + rest;
    }
}
