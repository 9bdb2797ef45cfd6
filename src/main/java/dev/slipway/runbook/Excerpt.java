package dev.slipway.runbook;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Text that a document holds with something taken from its lines, such as the indentation of a list: each offset in it
 * has its place in the document.
 *
 * @param lineStarts offsets in {@code text}
 * @param places the same in the document
 */
public record Excerpt(String text, List<Integer> lineStarts, List<Integer> places) {
    public Excerpt {
        lineStarts = List.copyOf(lineStarts);
        places = List.copyOf(places);
        if (lineStarts.isEmpty() || lineStarts.size() != places.size()) {
            throw new IllegalArgumentException("each line has its place");
        }
    }

    /** A part of the document as it stands there. */
    public static Excerpt plain(String text, int from) {
        return new Excerpt(text, List.of(0), List.of(from));
    }

    /** Lines that end with LF, each with its place. */
    static Excerpt of(String text, List<Integer> places) {
        List<Integer> starts = new ArrayList<>();
        int next = 0;
        while (starts.size() < places.size()) {
            starts.add(Math.min(next, text.length()));
            int end = text.indexOf('\n', next);
            next = end < 0 ? text.length() : end + 1;
        }
        return new Excerpt(text, starts, places);
    }

    /** Other characters at the same places. */
    public Excerpt reading(String other) {
        if (other.length() != text.length()) {
            throw new IllegalArgumentException("the places would be wrong");
        }
        return new Excerpt(other, lineStarts, places);
    }

    /** Where an offset of the text stands in the document. */
    public int place(int offset) {
        int found = Collections.binarySearch(lineStarts, offset);
        int line = Math.max(0, found >= 0 ? found : -found - 2);
        return places.get(line) + offset - lineStarts.get(line);
    }
}
