package dev.slipway.runbook;

import dev.slipway.base.Span;
import java.util.Arrays;

/**
 * Where the characters of an excerpt stand in its document. The YAML library counts code points, editors and spans count
 * UTF-16 units; every line of the excerpt may have lost the same indentation.
 */
final class Positions {
    private final String file;
    private final String text;
    private final int firstLine;
    private final int indent;
    private final int[] lineStarts;
    private final int[] offsets;

    Positions(String file, String text, int firstLine, int firstColumn) {
        this.file = file;
        this.text = text;
        this.firstLine = firstLine;
        this.indent = firstColumn - 1;
        this.lineStarts = lineStarts(text);
        this.offsets = offsets(text);
    }

    private static int[] lineStarts(String text) {
        int lines = 1;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
            lines++;
        }
        int[] starts = new int[lines];
        int line = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
            starts[++line] = end + 1;
        }
        return starts;
    }

    /** Empty when no character needs two units: then a code point's index is its offset. */
    private static int[] offsets(String text) {
        int points = text.codePointCount(0, text.length());
        if (points == text.length()) {
            return new int[0];
        }
        int[] offsets = new int[points + 1];
        for (int point = 0, at = 0; point < points; point++) {
            offsets[point] = at;
            at += Character.charCount(text.codePointAt(at));
        }
        offsets[points] = text.length();
        return offsets;
    }

    /** The offset in the text of the code point with this index. */
    int offset(int codePoint) {
        return offsets.length == 0
                ? Math.min(codePoint, text.length())
                : offsets[Math.min(codePoint, offsets.length - 1)];
    }

    String text() {
        return text;
    }

    /** The excerpt's line around an offset, without its line end. */
    String lineAt(int offset) {
        int line = line(offset);
        int end = line + 1 < lineStarts.length ? lineStarts[line + 1] - 1 : text.length();
        return text.substring(lineStarts[line], end);
    }

    /** Where a line begins, counting lines from 0; the end of the text for one that does not exist. */
    int lineStart(int line) {
        return line < lineStarts.length ? lineStarts[line] : text.length();
    }

    /** Where it ends, before its LF. */
    int lineEnd(int line) {
        return line + 1 < lineStarts.length ? lineStarts[line + 1] - 1 : text.length();
    }

    /** Counts from 0 within the excerpt. */
    int line(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found : -found - 2;
    }

    /** Counts from 0 within the excerpt's line. */
    int column(int offset) {
        return offset - lineStarts[line(offset)];
    }

    Span span(int from, int to) {
        int line = line(from);
        int endLine = line(to);
        return new Span(
                file,
                firstLine + line,
                indent + 1 + from - lineStarts[line],
                firstLine + endLine,
                indent + 1 + to - lineStarts[endLine]);
    }

    Span point(int offset) {
        int at = Math.min(offset, text.length());
        return Span.point(file, firstLine + line(at), indent + 1 + column(at));
    }
}
