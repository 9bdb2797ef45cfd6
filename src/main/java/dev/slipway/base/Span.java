package dev.slipway.base;

/** Where some text stands in a file. Lines and columns count from 1; the end is exclusive and on the same or a later line. */
public record Span(String file, int line, int column, int endLine, int endColumn) {

    public Span {
        if (line < 1 || column < 1 || endLine < line || (endLine == line && endColumn < column)) {
            throw new IllegalArgumentException("not a span: " + file + ":" + line + ":" + column);
        }
    }

    public static Span point(String file, int line, int column) {
        return new Span(file, line, column, line, column + 1);
    }

    /** {@code file:line:column}, as editors and terminals open it. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
