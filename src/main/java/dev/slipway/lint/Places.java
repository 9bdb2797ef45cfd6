package dev.slipway.lint;

import dev.slipway.base.Phrase;
import dev.slipway.base.Source;
import dev.slipway.base.Span;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.story.Story;
import java.util.Arrays;

/** From offsets in a document to lines and columns. */
final class Places {
    private final Source document;
    private final int[] lineStarts;

    Places(Source document) {
        this.document = document;
        String text = document.text();
        int[] starts = new int[(int) text.chars().filter(c -> c == '\n').count() + 1];
        int line = 0;
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            starts[++line] = i + 1;
        }
        this.lineStarts = starts;
    }

    Finding finding(Found.Spot spot) {
        String text = document.text();
        int from = Math.clamp(spot.from(), 0, text.length());
        int to = Math.clamp(spot.to(), from, text.length());
        return new Finding(spot.card(), span(from, to), text.substring(from, to), spot.harm());
    }

    /** Where the linter stopped looking. */
    Finding unread(Story.Unread unread) {
        return new Finding(
                Catalogue.UNREAD,
                span(unread.from(), unread.to()),
                document.text().substring(unread.from(), unread.to()),
                unread.says() + " " + Catalogue.UNREAD.harm());
    }

    /** An allowance that silences nothing. */
    Finding idle(Phrase code) {
        Span at = code.span();
        int from = lineStarts[at.line() - 1] + at.column() - 1;
        int to = lineStarts[at.endLine() - 1] + at.endColumn() - 1;
        return new Finding(Catalogue.IDLE, at, document.text().substring(from, to), Catalogue.IDLE.harm());
    }

    private Span span(int from, int to) {
        int line = line(from);
        int endLine = line(to);
        return new Span(
                document.file(), line + 1, from - lineStarts[line] + 1, endLine + 1, to - lineStarts[endLine] + 1);
    }

    private int line(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found : -found - 2;
    }
}
