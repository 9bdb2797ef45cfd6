package dev.slipway.runbook;

import dev.slipway.base.Phrase;
import dev.slipway.base.Span;
import java.util.Arrays;

/**
 * Where the characters of a scalar's value stand in the document: exact for values on one line, plain or quoted, and for
 * {@code |} blocks; for others every position is the whole scalar.
 */
final class WithinScalar {
    private final Span whole;
    private final int[] lines;
    private final int[] columns;

    /** Position {@code i} of the value stands at {@code (lines[i], columns[i])}; one more for its end; none when unknown. */
    private WithinScalar(Span whole, int[] lines, int[] columns) {
        this.whole = whole;
        this.lines = lines;
        this.columns = columns;
    }

    static WithinScalar of(Yaml.Scalar scalar) {
        String written = scalar.written();
        Span span = scalar.span();
        if (written.startsWith("|")) {
            return block(scalar);
        }
        if (span.line() != span.endLine() || written.isEmpty()) {
            return unknown(span);
        }
        return switch (written.charAt(0)) {
            case '\'' -> quoted(scalar, at -> written.startsWith("''", at) ? 2 : 1);
            case '"' -> quoted(scalar, at -> escape(written, at));
            default -> scalar.text().length() == written.length() ? shifted(span, 0, scalar.text()) : unknown(span);
        };
    }

    static WithinScalar of(Phrase phrase) {
        Span span = phrase.span();
        int more = span.line() == span.endLine()
                ? span.endColumn() - span.column() - phrase.text().length()
                : -1;
        return more == 0 || more == 2 ? shifted(span, more / 2, phrase.text()) : unknown(span);
    }

    Span span(int from, int to) {
        return to >= lines.length ? whole : new Span(whole.file(), lines[from], columns[from], lines[to], columns[to]);
    }

    private static WithinScalar unknown(Span span) {
        return new WithinScalar(span, new int[0], new int[0]);
    }

    private static WithinScalar shifted(Span span, int by, String text) {
        int[] columns = new int[text.length() + 1];
        Arrays.setAll(columns, i -> span.column() + by + i);
        return oneLine(span, columns);
    }

    private static WithinScalar oneLine(Span span, int[] columns) {
        int[] lines = new int[columns.length];
        Arrays.fill(lines, span.line());
        return new WithinScalar(span, lines, columns);
    }

    @FunctionalInterface
    private interface Width {
        int at(int written);
    }

    private static WithinScalar quoted(Yaml.Scalar scalar, Width width) {
        String text = scalar.text();
        int[] columns = new int[text.length() + 1];
        int written = 1;
        int end = scalar.written().length() - 1;
        for (int i = 0; i < text.length(); i++) {
            if (written >= end) {
                return unknown(scalar.span());
            }
            columns[i] = scalar.span().column() + written;
            if (Character.isHighSurrogate(text.charAt(i)) && scalar.written().charAt(written) == '\\') {
                columns[++i] = scalar.span().column() + written;
            }
            written += width.at(written);
        }
        columns[text.length()] = scalar.span().column() + written;
        return written == end ? oneLine(scalar.span(), columns) : unknown(scalar.span());
    }

    private static int escape(String written, int at) {
        if (written.charAt(at) != '\\') {
            return 1;
        }
        return switch (written.charAt(at + 1)) {
            case 'x' -> 4;
            case 'u' -> 6;
            case 'U' -> 10;
            default -> 2;
        };
    }

    private static WithinScalar block(Yaml.Scalar scalar) {
        Span span = scalar.span();
        String[] written = scalar.written().split("\n", -1);
        String[] text = scalar.text().split("\n", -1);
        int outside = span.endColumn() - 1 - written[written.length - 1].length();
        int[] lines = new int[scalar.text().length() + 1];
        int[] columns = new int[lines.length];
        int at = 0;
        for (int i = 0; i < text.length; i++) {
            boolean beyond = i + 1 >= written.length;
            int indent = beyond ? 0 : Math.max(0, written[i + 1].length() - text[i].length());
            if (!beyond && !written[i + 1].endsWith(text[i])) {
                return unknown(span);
            }
            for (int c = 0; c <= text[i].length() && at < lines.length; c++) {
                lines[at] = beyond ? span.endLine() : span.line() + i + 1;
                columns[at++] = beyond ? span.endColumn() : outside + indent + c + 1;
            }
        }
        return new WithinScalar(span, lines, columns);
    }
}
