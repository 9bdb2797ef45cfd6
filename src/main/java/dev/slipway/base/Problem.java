package dev.slipway.base;

/**
 * The author's mistake: where, what is wrong (lower case, no full stop), and what to do ("" when the sentence says it).
 * The text of the line is looked up in the {@link Source} by whoever shows it.
 */
public record Problem(Span span, String says, String help) implements Comparable<Problem> {

    public Problem(Span span, String says) {
        this(span, says, "");
    }

    @Override
    public int compareTo(Problem other) {
        int byFile = span.file().compareTo(other.span.file());
        int byLine = Integer.compare(span.line(), other.span.line());
        return byFile != 0 ? byFile : byLine != 0 ? byLine : Integer.compare(span.column(), other.span.column());
    }

    @Override
    public String toString() {
        return span + "  " + says + (help.isEmpty() ? "" : "\n   " + help);
    }
}
