package dev.slipway.engine;

import dev.slipway.base.Source;
import dev.slipway.base.Span;
import dev.slipway.plan.PlannedStep;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Where in its document a line of a step's shell text stands; a plan knows only where its step begins. */
final class SourceLines {
    private static final Pattern AT = Pattern.compile("^(.*):(\\d+):(\\d+)$");

    private final Map<String, Source> sources;

    SourceLines(Map<String, Source> sources) {
        this.sources = sources;
    }

    /** A whole line of the text, counted from 1; for one behind its end the last that says something. */
    Span line(PlannedStep step, PlannedStep.Shell shell, int line) {
        List<String> lines = shell.text().lines().toList();
        int last = Math.clamp(line - 1L, 0, Math.max(0, lines.size() - 1));
        while (last > 0 && lines.get(last).isBlank()) {
            last--;
        }
        String text = lines.isEmpty() ? "" : lines.get(last);
        int indent = text.length() - text.stripLeading().length();
        return words(step, shell, last + 1, indent + 1, Math.max(1, text.strip().length()));
    }

    /** Some characters of a line; the step's fence where the text is not found. */
    Span words(PlannedStep step, PlannedStep.Shell shell, int line, int column, int length) {
        Span fence = span(step.at());
        List<String> wanted = shell.text().lines().toList();
        List<String> lines = Optional.ofNullable(sources.get(fence.file()))
                .map(Source::lines)
                .orElse(List.of());
        int first = first(lines, wanted.stream().map(String::strip).toList(), fence.line());
        if (first < 0) {
            return fence;
        }
        int number = first + line;
        int container = lines.get(number - 1).indexOf(wanted.get(line - 1).stripTrailing());
        int from = Math.max(0, container) + column;
        return new Span(fence.file(), number, from, number, from + length);
    }

    /** The text stands below its step's fence; an undo or a probe perhaps far below it. */
    private static int first(List<String> lines, List<String> wanted, int from) {
        for (int i = from; !wanted.isEmpty() && i + wanted.size() <= lines.size(); i++) {
            int at = i;
            if (IntStream.range(0, wanted.size())
                    .allMatch(j -> lines.get(at + j).strip().equals(wanted.get(j)))) {
                return i;
            }
        }
        return -1;
    }

    private static Span span(String at) {
        Matcher m = AT.matcher(at);
        return m.matches()
                ? Span.point(m.group(1), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)))
                : Span.point(at, 1, 1);
    }
}
