package dev.slipway.base;

/** Words of a document, with the place where they stand. */
public record Phrase(String text, Span span) {
    @Override
    public String toString() {
        return text;
    }
}
