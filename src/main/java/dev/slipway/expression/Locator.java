package dev.slipway.expression;

import dev.cel.common.CelSourceLocation;
import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.base.Span;

/** From CEL's positions, which count code points, to characters of the text and columns of the document. */
record Locator(Phrase phrase) {

    String text() {
        return phrase.text();
    }

    /** The character at which a position of CEL stands; the text's end at most. */
    int character(CelSourceLocation location) {
        String text = text();
        int start = 0;
        for (int line = 1; line < location.getLine(); line++) {
            int end = text.indexOf('\n', start);
            start = end < 0 ? text.length() : end + 1;
        }
        return character(start, Math.max(0, location.getColumn()));
    }

    /** The character that stands {@code codePoints} after character {@code start}. */
    int character(int start, int codePoints) {
        int left = text().codePointCount(start, text().length());
        return text().offsetByCodePoints(start, Math.min(left, codePoints));
    }

    Problem problem(int from, int to, String says, String help) {
        return new Problem(span(from, to), says, help);
    }

    /**
     * Exact where the words stand in the document as they are in the text, bare or in quotes; the whole phrase where the
     * document escapes or folds them.
     */
    Span span(int from, int to) {
        Span all = phrase.span();
        int width = all.endColumn() - all.column();
        int quotes = width - text().length();
        if (all.line() != all.endLine() || text().indexOf('\n') >= 0 || (quotes != 0 && quotes != 2)) {
            return all;
        }
        int first = all.column() + quotes / 2;
        return new Span(all.file(), all.line(), first + from, all.line(), first + Math.max(from + 1, to));
    }
}
