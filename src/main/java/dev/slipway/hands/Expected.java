package dev.slipway.hands;

import java.util.List;
import java.util.Optional;

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
            List<String> pieces = List.of(wanted.split("\\.\\.\\.", -1));
            while (next < written.size() && !occurs(pieces, written.get(next))) {
                next++;
            }
            if (next == written.size()) {
                return Optional.of(wanted);
            }
            next++;
        }
        return Optional.empty();
    }

    /** Piece by piece, each at the first place behind the one before: what a pattern would try again and again is looked at once. */
    private static boolean occurs(List<String> pieces, String written) {
        if (pieces.size() == 1) {
            return written.equals(pieces.getFirst());
        }
        int end = written.length() - pieces.getLast().length();
        int at = pieces.getFirst().length();
        if (at > end || !written.startsWith(pieces.getFirst()) || !written.endsWith(pieces.getLast())) {
            return false;
        }
        for (String piece : pieces.subList(1, pieces.size() - 1)) {
            int found = written.indexOf(piece, at, end);
            if (found < 0) {
                return false;
            }
            at = found + piece.length();
        }
        return true;
    }
}
