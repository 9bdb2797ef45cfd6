package dev.slipway.engine;

import dev.slipway.base.Source;
import dev.slipway.base.Span;
import dev.slipway.plan.PlannedStep;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where in its document a line of a step's shell text stands; a plan knows only where its step begins. */
final class Whereabouts {
    private static final Pattern AT = Pattern.compile("^(.*):(\\d+):(\\d+)$");

    private final Map<String, Source> sources;

    Whereabouts(Map<String, Source> sources) {
        this.sources = sources;
    }

    /** @param line of the text, from 1; one behind its end is its last that says something */
    Span line(PlannedStep step, PlannedStep.Shell shell, int line) {
        Span fence = span(step.at());
        Source source = sources.get(fence.file());
        List<String> wanted = shell.text().lines().map(String::strip).toList();
        if (source == null || wanted.isEmpty()) {
            return fence;
        }
        List<String> lines = source.lines();
        int first = first(lines, wanted, fence.line());
        if (first < 0) {
            return fence;
        }
        int last = Math.clamp(line - 1L, 0, wanted.size() - 1);
        while (last > 0 && wanted.get(last).isEmpty()) {
            last--;
        }
        String text = lines.get(first + last);
        int number = first + last + 1;
        int indent = text.length() - text.stripLeading().length();
        int end = text.stripTrailing().length();
        return new Span(fence.file(), number, indent + 1, number, Math.max(end, indent) + 1);
    }

    /** The text stands below its step's fence; an undo or a probe perhaps far below it. */
    private static int first(List<String> lines, List<String> wanted, int from) {
        for (int i = from; i + wanted.size() <= lines.size(); i++) {
            int at = i;
            boolean here = true;
            for (int j = 0; here && j < wanted.size(); j++) {
                here = lines.get(at + j).strip().equals(wanted.get(j));
            }
            if (here) {
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
