package dev.slipway.hands;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Lines that must occur in an output, in order; other lines may stand between. A line {@code ...} says so to the reader and
 * matches nothing of its own; within a line {@code ...} stands for anything. Spaces at the ends of lines do not count.
 */
public record Expected(List<String> lines) {

    public Expected {
        lines = List.copyOf(lines);
    }

    public static Expected of(String text) {
        return new Expected(text.lines().toList());
    }

    /** The first of the lines that does not occur where it should; empty when all do. */
    public Optional<String> missingIn(String output) {
        List<String> written = output.lines().map(String::strip).toList();
        int next = 0;
        for (String line : lines) {
            String wanted = line.strip();
            if (wanted.isEmpty() || wanted.equals("...")) {
                continue;
            }
            Pattern pattern = pattern(wanted);
            while (next < written.size() && !pattern.matcher(written.get(next)).matches()) {
                next++;
            }
            if (next == written.size()) {
                return Optional.of(wanted);
            }
            next++;
        }
        return Optional.empty();
    }

    private static Pattern pattern(String wanted) {
        StringBuilder pattern = new StringBuilder();
        for (String piece : wanted.split("\\.\\.\\.", -1)) {
            pattern.append(pattern.isEmpty() ? "" : ".*").append(Pattern.quote(piece));
        }
        return Pattern.compile(pattern.toString());
    }
}
