package dev.slipway.cli;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Colours the mark at the beginning of a line, and nothing else: colour says a state, and never alone. */
final class Paint {
    private static final Pattern MARK = Pattern.compile("^(\\s*)([✓✗▸?◂↶])( .*)?$", Pattern.DOTALL);
    private static final Map<String, String> COLOURS =
            Map.of("✓", "32", "✗", "31", "▸", "36", "?", "33", "◂", "33", "↶", "33");

    private final boolean colours;

    private Paint(boolean colours) {
        this.colours = colours;
    }

    /** None where NO_COLOR is set to anything, and where nobody looks. */
    static Paint of(Around around) {
        return around.terminal().present() ? of(around.variables()) : new Paint(false);
    }

    static Paint of(Map<String, String> variables) {
        return new Paint(variables.getOrDefault("NO_COLOR", "").isEmpty());
    }

    String line(String line) {
        Matcher marked = MARK.matcher(line);
        if (!colours || !marked.matches()) {
            return line;
        }
        String rest = marked.group(3) == null ? "" : marked.group(3);
        return marked.group(1) + "\u001b[" + COLOURS.get(marked.group(2)) + "m" + marked.group(2) + "\u001b[0m" + rest;
    }

    String text(String text) {
        return text.lines().map(this::line).collect(Collectors.joining("\n", "", "\n"));
    }
}
